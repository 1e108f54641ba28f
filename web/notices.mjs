// The notices of everything that is in the page: each package with its licence and texts, the same text once.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const TARGET = "wasm32-unknown-unknown";

/** Packages of the program itself: those that are only there to build it are left out. */
function packages(root) {
    const args = ["metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET, "--no-default-features", "--features", "page"];
    const told = JSON.parse(execFileSync("cargo", args, { cwd: root, maxBuffer: 1 << 28 }));
    const nodes = new Map(told.resolve.nodes.map((node) => [node.id, node]));
    const known = new Set([told.resolve.root]);
    for (const id of known) {
        for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
            if (kinds.some(({ kind }) => kind === null)) known.add(pkg);
        }
    }
    known.delete(told.resolve.root);
    return told.packages.filter(({ id }) => known.has(id)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const IS_NOTICE = /^(licen[cs]e|copying|copyright|notice|unlicense|ofl)/i;

function texts(folder) {
    const files = fs.readdirSync(folder).filter((name) => IS_NOTICE.test(name)).sort();
    return files.map((name) => path.join(folder, name)).filter((file) => fs.statSync(file).isFile())
        .map((file) => fs.readFileSync(file, "utf8").replace(/\r\n/g, "\n").trim());
}

/** All notices as one text. `root` is the folder of the project. */
export function notices(root) {
    const uses = new Map();
    const lines = [];
    const list = (name, licence, found, authors = []) => {
        const numbers = found.map((text) => {
            if (!uses.has(text)) uses.set(text, uses.size + 1);
            return uses.get(text);
        });
        // Packages without a text of their own are under the words of the MIT text above, by those who wrote them.
        const told = numbers.length > 0 ? `text ${numbers.join(", ")}` : `the words of text 2, by ${authors.join(", ") || "its authors"}`;
        lines.push(`${name}: ${licence} (${told})`);
    };
    list("Stackholders", "MIT OR Apache-2.0", texts(root));
    list("Inter, the font", "OFL-1.1", texts(path.join(root, "assets/fonts")));
    for (const { name, version, license, authors, manifest_path: file } of packages(root)) {
        list(`${name} ${version}`, license ?? "see its texts", texts(path.dirname(file)), authors);
    }
    const bodies = [...uses].map(([text, number]) => `${"-".repeat(72)}\nText ${number}\n\n${text}\n`);
    return `What is in this page, and on which terms\n\n${lines.join("\n")}\n\n${bodies.join("\n")}`;
}
