// Packs what wasm-bindgen made and what stands in web/ into a page to serve and a single file to carry.
//
//   node web/pack.mjs <folder of wasm-bindgen> <folder to write> [--fast]

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { notices } from "./notices.mjs";
import { apart } from "./papers.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const [bound, dist] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const fast = process.argv.includes("--fast");

/** Of a first visit through gzip, and of the file to carry (bytes). */
const BUDGET = { served: 6_000_000, single: 10_000_000 };
/** The page's own parts in the order of the bundle. */
const PARTS = ["files.js", "mirror.js", "host.js", "papers.js", "crew.js", "page.js"];
const PAPERS = ["role-cards", "matrix", "hot-wash"];

function refuse(...lines) {
    for (const line of lines) console.error(`web/pack: ${line}`);
    process.exit(1);
}

if (!bound || !dist) refuse("found no two folders", "supported: node web/pack.mjs <folder of wasm-bindgen> <folder to write> [--fast]");

const source = (name) => fs.readFileSync(path.join(here, name), "utf8");
const sha256 = (data) => createHash("sha256").update(data).digest();
const hashed = (name, data) => {
    const { name: stem, ext } = path.parse(name);
    return `${stem}-${sha256(data).toString("hex").slice(0, 12)}${ext}`;
};
const allowed = (text) => `'sha256-${sha256(text).toString("base64")}'`;

/** Puts a value in the place of every `%name%`; one that is left over is a mistake of ours. */
function fill(template, values) {
    return template.replace(/%([a-z-]+)%/g, (mark, name) => {
        if (!(name in values)) refuse(`found the mark ${mark} and no value for it`);
        return values[name];
    });
}

/** What wasm-bindgen wrote, as a function that gives its exports, and what it gives to the page. */
function glue(text) {
    if (/^\s*import\b(?!\.)/m.test(text)) {
        refuse("the glue of wasm-bindgen imports another file", "the page has everything in one: look which crate brings a snippet");
    }
    const names = new Map();
    let body = text.replace(/^export (async function|function|class|const|let) (\w+)/gm, (_, kind, name) => {
        names.set(name, name);
        return `${kind} ${name}`;
    });
    body = body.replace(/^export \{([^}]*)\};?$/gm, (_, list) => {
        for (const item of list.split(",").map((item) => item.trim()).filter(Boolean)) {
            const [inner, outer = inner] = item.split(/\s+as\s+/);
            names.set(outer, inner);
        }
        return "";
    });
    body = body.replace(/^export default (\w+);?$/gm, (_, name) => {
        names.set("default", name);
        return "";
    });
    if (/^export\b/m.test(body) || !names.has("default") || !names.has("start")) {
        refuse("the glue of wasm-bindgen has another form than web/pack.mjs reads", "supported: wasm-bindgen 0.2.130 --target web");
    }
    // The address that it would look at by itself: the page always brings the program, and a worker's script may not ask for its own.
    const unused = /new URL\('stackholders_bg\.wasm', import\.meta\.url\)/;
    if (!unused.test(body)) refuse("the glue of wasm-bindgen has another form than web/pack.mjs reads", "supported: wasm-bindgen 0.2.130 --target web");
    body = body.replace(unused, "undefined");
    const members = [...names].map(([outer, inner]) => (outer === inner ? outer : `${JSON.stringify(outer)}: ${inner}`));
    return `function bound() {\n${body}\nreturn { ${members.join(", ")} };\n}\nconst game = bound();\n`;
}

/** All modules of the page in one scope. Imports stand on one line each, and no name is used twice. */
function bundle(glueText) {
    const parts = PARTS.map((name) => {
        const text = source(name)
            .replace(/^import .* from "\.\/[\w.]+";\n/gm, "")
            .replace(/^export (?=(async )?(function|class|const|let) )/gm, "");
        if (/^(import|export)\b/m.test(text)) refuse(`found an import or export in web/${name} that is not on one line of its own`);
        return text;
    });
    return [glue(glueText), ...parts].join("\n");
}

/**
 * The program with the table of JavaScript values exported under its name. wasm-opt 108 (Debian 12) exports the first table in the
 * place of any other; a table of the wrong type would not even start, so this cannot go wrong quietly.
 */
function mended(wasm) {
    const bytes = Buffer.from(wasm);
    let at = 8;
    const number = () => {
        let value = 0;
        for (let shift = 0; ; shift += 7) {
            const byte = bytes[at++];
            value += (byte & 127) * 2 ** shift;
            if (byte < 128) return value;
        }
    };
    const tables = [];
    while (at < bytes.length) {
        const section = bytes[at++];
        const end = number() + at;
        if (section === 4) {
            for (let left = number(); left > 0; left--) {
                tables.push(bytes[at++]);
                const bounded = bytes[at++] & 1;
                number();
                if (bounded) number();
            }
        } else if (section === 7) {
            for (let left = number(); left > 0; left--) {
                const length = number();
                const name = bytes.toString("utf8", at, at + length);
                at += length;
                const kind = bytes[at++];
                const value = at;
                const index = number();
                const values = tables.indexOf(0x6f);
                if (name === "__wbindgen_externrefs" && kind === 1 && tables[index] !== 0x6f && values >= 0 && values < 128) bytes[value] = values;
            }
        }
        at = end;
    }
    return bytes;
}

/** What the engine itself says: briefs, the styles of its fragments, and its documents. */
async function engine(glueText, program) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stackholders-pack-"));
    try {
        const file = path.join(folder, "glue.mjs");
        fs.writeFileSync(file, glueText);
        const game = await import(pathToFileURL(file));
        game.initSync({ module: program });
        const cases = JSON.parse(game.briefs());
        return {
            version: game.version(),
            briefs: cases.map(({ slug, title }) => ({ slug, title, html: game.brief(slug) })),
            styles: game.styles(),
            sheets: cases.flatMap(({ slug }) => PAPERS.map((kind) => game.paper(kind, slug))),
        };
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

/**
 * The style of documents, for one inside of the page: every rule holds in its own part only. Documents have plain rules, some
 * of them inside of `@media`.
 */
function inside(part, css) {
    const own = css.replace(/\/\*[^]*?\*\//g, "").replace(/([^{};]+)\{/g, (whole, selectors) => {
        if (selectors.trim().startsWith("@")) return whole;
        const scoped = selectors.split(",").map((selector) => {
            const [, root, rest] = /^(:root|html|body)?(.*)$/s.exec(selector.trim());
            return root ? `${part}${rest}` : `${part} ${rest}`;
        });
        return `${scoped.join(",")}{`;
    });
    if (/@(?!media)/.test(own)) refuse("found a rule in the style of documents that is no plain one and no @media", "see `inside` in web/pack.mjs");
    return own;
}

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

/** A policy as the page carries it. Nothing may come from anywhere else, and no text becomes a program. */
function policy(rules) {
    return Object.entries({ "default-src": "'none'", ...rules, "base-uri": "'none'", "form-action": "'none'" })
        .map(([name, value]) => `${name} ${value}`).join("; ");
}

function compressed(data) {
    const quality = fast ? 5 : 11;
    return {
        gz: zlib.gzipSync(data, { level: fast ? 6 : 9 }),
        br: zlib.brotliCompressSync(data, {
            params: { [zlib.constants.BROTLI_PARAM_QUALITY]: quality, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: data.length },
        }),
    };
}

const glueText = fs.readFileSync(path.join(bound, "stackholders.js"), "utf8");
const program = mended(fs.readFileSync(path.join(bound, "stackholders_bg.wasm")));
const { version, briefs, styles, sheets } = await engine(glueText, program);
const script = bundle(glueText);
const style = `${inside(".fragment", styles)}\n${source("style.css")}`;
const icon = source("icon.svg");
const articles = (of) => briefs.map(({ slug, html }) => `<article id="${of}-${escaped(slug)}" class="fragment">\n${apart(html)}\n</article>`).join("\n");
const template = source("index.html");
if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) refuse("found the end of a script or a style inside of it: the single file would break");

// The documents are shown inside the page and keep its policy: their own styles are let through by name.
const sheetStyles = new Set(sheets.flatMap((page) => [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text]) => allowed(text))));
const common = { bytes: String(program.length), briefs: articles("brief"), "briefs-again": articles("paper") };

// The form to serve.
const files = new Map();
const add = (name, data) => {
    files.set(name, Buffer.from(data));
    return name;
};
const names = {
    program: add(hashed("stackholders.wasm", program), program),
    script: add(hashed("page.js", script), script),
    style: add(hashed("style.css", style), style),
    icon: add(hashed("icon.svg", icon), icon),
};
const terms = notices(path.dirname(here));
add("notices.txt", terms);
add("manifest.webmanifest", fill(source("manifest.webmanifest"), { icon: names.icon }));
add("index.html", fill(template, {
    ...common,
    notices: '<p><a href="notices.txt">Licences of what is in this page</a></p>',
    program: names.program,
    csp: policy({
        "script-src": "'self' 'wasm-unsafe-eval'",
        "style-src": ["'self'", ...sheetStyles].join(" "),
        "img-src": "'self' data: blob:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
    }),
    links: `<link rel="icon" type="image/svg+xml" href="${names.icon}">\n<link rel="manifest" href="manifest.webmanifest">`,
    style: `<link rel="stylesheet" href="${names.style}">`,
    scripts: `<script type="module" src="${names.script}"></script>`,
}));
const listed = ["./", ...[...files.keys()].filter((name) => name !== "index.html")];
const build = sha256([...files].map(([name, data]) => name + sha256(data).toString("hex")).join()).toString("hex").slice(0, 12);
add("sw.js", `const VERSION = ${JSON.stringify(build)};\nconst FILES = ${JSON.stringify(listed)};\n\n${source("sw.js")}`);

// The form to carry: everything in one file, and nothing to fetch.
const packed = zlib.gzipSync(program, { level: 9 }).toString("base64");
const inlineStyle = `\n${style}\n`;
const inlineScript = `\n${script}\n`;
const single = Buffer.from(fill(template, {
    ...common,
    notices: `<details><summary>Licences of what is in this page</summary>\n<pre tabindex="0">${escaped(terms)}</pre></details>`,
    program: "",
    csp: policy({
        "script-src": `${allowed(inlineScript)} 'wasm-unsafe-eval'`,
        "style-src": [allowed(inlineStyle), ...sheetStyles].join(" "),
        "img-src": "data: blob:",
        "worker-src": "blob:",
    }),
    links: `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,${Buffer.from(icon).toString("base64")}">`,
    style: `<style>${inlineStyle}</style>`,
    scripts: `<script id="program" type="application/gzip+base64">${packed}</script>\n<script type="module">${inlineScript}</script>`,
}));

// Checked before it replaces what was there.
const check = path.join(os.tmpdir(), `stackholders-page-${process.pid}.mjs`);
fs.writeFileSync(check, script);
try {
    execFileSync(process.execPath, ["--check", check], { stdio: "inherit" });
} catch {
    refuse("the bundled script is no JavaScript", "a name may be used by two parts of the page");
} finally {
    fs.rmSync(check);
}

fs.rmSync(dist, { recursive: true, force: true });
fs.mkdirSync(dist, { recursive: true });
const rows = [];
for (const [name, data] of files) {
    const { gz, br } = compressed(data);
    fs.writeFileSync(path.join(dist, name), data);
    fs.writeFileSync(path.join(dist, `${name}.gz`), gz);
    fs.writeFileSync(path.join(dist, `${name}.br`), br);
    rows.push([name, data.length, gz.length, br.length]);
}
fs.writeFileSync(path.join(dist, "stackholders.html"), single);
const total = [1, 2, 3].map((column) => rows.reduce((sum, row) => sum + row[column], 0));
rows.push(["the page to serve", ...total], ["stackholders.html", single.length, "", ""]);

const number = (value) => (value === "" ? "" : String(value).replace(/\B(?=(\d{3})+$)/g, ","));
console.log(`\nStackholders ${version}`);
console.log(`${"bytes".padEnd(34)}${["raw", "gzip", "brotli"].map((head) => head.padStart(12)).join("")}`);
for (const [name, ...sizes] of rows) console.log(`${name.padEnd(34)}${sizes.map((size) => number(size).padStart(12)).join("")}`);
for (const [what, found, most] of [["the page to serve, through gzip,", total[1], BUDGET.served], ["stackholders.html", single.length, BUDGET.single]]) {
    if (found > most) {
        refuse(`${what} has ${number(found)} bytes; the budget is ${number(most)}`,
            "look what grew (twiggy, or cargo bloat), or raise the budget in web/pack.mjs with a reason");
    }
}
