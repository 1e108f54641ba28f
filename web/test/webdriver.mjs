// Plays the recorded run in any browser that has a WebDriver: for those that the other tests do not know.
//
//   node test/webdriver.mjs WebKitWebDriver     the engine of Safari on Linux (Debian: webkit2gtk-driver; needs a display)
//   node test/webdriver.mjs geckodriver         Firefox
//   node test/webdriver.mjs safaridriver        Safari on a Mac
//
// BROWSER= is the program of the browser where its driver does not find it, SHOTS= a folder for pictures. Elements of the
// mirror are pressed, then a mouse and a keyboard have their turn. No package is needed but those of the other tests.

import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { dist, golden, serve, until } from "./browser.mjs";
import { SHOWN } from "./player.mjs";

const program = process.argv[2];
if (!program) {
    console.error("found no driver; give its program, for example: node test/webdriver.mjs geckodriver");
    process.exit(2);
}
const recorded = JSON.parse(fs.readFileSync(path.join(golden, "page-play.json"), "utf8"));

/** What runs in the page: finds elements of the mirror as a screen reader does, and presses them. */
const HANDS = `globalThis.hands ??= {
    shown: ${JSON.stringify(SHOWN)},
    all: () => [...document.querySelectorAll("#mirror [data-node]")],
    role(element) {
        const role = element.getAttribute("role");
        if (role) return role;
        const tag = element.tagName.toLowerCase();
        if (tag === "textarea") return "textbox";
        if (tag !== "input") return tag;
        return { checkbox: "checkbox", radio: "radio", range: "slider" }[element.type] ?? "textbox";
    },
    name: (element) => element.getAttribute("aria-label") ?? element.textContent,
    find({ role, name, nth }) {
        const found = this.all().filter((it) => this.role(it) === (this.shown[role] ?? role) && this.name(it) === name);
        const element = found[nth ?? 0];
        return element && element.getAttribute("aria-disabled") !== "true" ? element : null;
    },
    press({ kind, value, ...step }) {
        const element = this.find(step);
        if (!element) return false;
        element.focus();
        if (kind === "text") {
            element.value = value;
            element.dispatchEvent(new Event("input", { bubbles: true }));
        } else {
            element.click();
        }
        return true;
    },
    words() {
        return this.all().map((it) => [this.name(it), it.value].filter(Boolean).join(" ")).join("\\n");
    },
};`;

async function freePort() {
    const server = net.createServer();
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address();
    await new Promise((closed) => server.close(closed));
    return port;
}

/** What each driver is told of its browser. */
function capabilities() {
    const binary = process.env.BROWSER;
    if (/WebKitWebDriver/.test(program)) {
        const usual = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map((it) => `/usr/lib/${it}/webkit2gtk-4.1/MiniBrowser`);
        const browser = binary ?? usual.find((it) => fs.existsSync(it));
        return { "webkitgtk:browserOptions": { ...(browser && { binary: browser }), args: ["--automation"] } };
    }
    if (/geckodriver/.test(program)) return { "moz:firefoxOptions": binary ? { binary } : {} };
    return {};
}

class Session {
    static async begin(port) {
        const session = new Session();
        session.base = `http://127.0.0.1:${port}`;
        const status = () => fetch(`${session.base}/status`).then((it) => it.ok, () => false);
        await until(`${program} to listen`, status);
        const begun = await session.ask("POST", "/session", { capabilities: { alwaysMatch: capabilities() } });
        session.base += `/session/${begun.sessionId}`;
        const { browserName, browserVersion } = begun.capabilities;
        console.log(`${browserName} ${browserVersion}`);
        // As wide as what was recorded: on a narrow window the board is a leaf of its own.
        await session.ask("POST", "/window/rect", { x: 0, y: 0, width: 1300, height: 860 });
        return session;
    }

    async ask(method, where, body) {
        const answer = await fetch(this.base + where, {
            method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body),
        });
        const { value } = await answer.json();
        if (!answer.ok) throw new Error(`${where}: ${value.message ?? JSON.stringify(value)}`);
        return value;
    }

    /** The value of an expression in the page; `given` is what was handed over. */
    run(expression, given = null) {
        return this.ask("POST", "/execute/sync", { script: `${HANDS} const given = arguments[0]; return ${expression};`, args: [given] });
    }

    async open(address) {
        await this.ask("POST", "/url", { url: address });
        const drawn = "!!document.querySelector('#stage.shown') && hands.all().length > 0";
        await until("the game to be drawn", () => this.run(drawn), 60_000);
    }

    async press(step) {
        const what = `${step.role} "${step.name}"`;
        try {
            await until(`${what} to be there`, () => this.run("hands.press(given)", step), 20_000);
        } catch (error) {
            await this.picture("missing");
            throw new Error(`${error.message}; there is: ${await this.run("hands.words().replaceAll('\\n', ' | ')")}`);
        }
        // What was pressed is drawn and told: the next screen may have things of the same name.
        await this.pictures(3);
    }

    /** Ten thousand futures, as a debrief plays them, and the longest that the page did not answer meanwhile. */
    futures() {
        const script = `const told = arguments[0]; let last = performance.now(), longest = 0, over = false;
            const turn = () => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; if (!over) setTimeout(turn); };
            turn();
            globalThis.stackholders.measure(10_000).then((found) => { over = true; told({ ...found, longest }); }, (error) => told({ error: String(error) }));`;
        return this.ask("POST", "/execute/async", { script, args: [] });
    }

    pictures(count) {
        const script = "const told = arguments[1]; let left = arguments[0]; const next = () => (left-- ? requestAnimationFrame(next) : told()); next();";
        return this.ask("POST", "/execute/async", { script, args: [count] });
    }

    async click(role, name) {
        const place = await this.run("(() => { const { x, y, width, height } = hands.find(given).getBoundingClientRect(); return [x + width / 2, y + height / 2]; })()", { role, name });
        const [x, y] = place.map(Math.round);
        const actions = [
            { type: "pointerMove", duration: 50, x, y }, { type: "pointerDown", button: 0 },
            { type: "pause", duration: 60 }, { type: "pointerUp", button: 0 },
        ];
        await this.ask("POST", "/actions", { actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }] });
        await this.pictures(4);
    }

    async type(text) {
        const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
        await this.ask("POST", "/actions", { actions: [{ type: "key", id: "keys", actions }] });
        await this.pictures(4);
    }

    async picture(name) {
        if (!process.env.SHOTS) return;
        const data = await this.ask("GET", "/screenshot");
        fs.mkdirSync(process.env.SHOTS, { recursive: true });
        fs.writeFileSync(path.join(process.env.SHOTS, `${name}.png`), Buffer.from(data, "base64"));
    }
}

function check(holds, what) {
    console.log(`${holds ? "  ok  " : "FAILED"} ${what}`);
    if (!holds) process.exitCode = 1;
}

/** The whole small case, pressed element by element, and what the engine says of itself. */
async function played(session, name, address) {
    await session.open(address);
    for (const step of recorded.steps) await session.press(step);
    const code = (text) => text.replace(/\s/g, "");
    await until("the run code", async () => code(await session.run("hands.words()")).includes(code(recorded.code)))
        .then(() => check(true, `${name}: the run code of the program`), (error) => check(false, `${name}: ${error.message}`));
    await session.picture(`${name}-end`);
    const digest = await session.run(`globalThis.stackholders.self_check(${recorded.self_check.runs})`);
    check(digest === recorded.self_check.digest, `${name}: ${recorded.self_check.runs} generated runs have the digest of the program`);
    const { all, workers, longest, error } = await session.futures();
    const ms = Math.round;
    check(!error, error ?? `${name}: 10,000 futures in ${ms(all)} ms with ${workers} workers; a press waits ${ms(longest)} ms at most`);
}

/** A mouse and a keyboard on the picture itself, and a run that is there again. */
async function handled(session, name, address) {
    await session.open(address);
    await session.click("textbox", "Name of the table");
    await session.type("Hall 7");
    check((await session.run("hands.words()")).includes("Hall 7"), `${name}: what is typed stands in the field`);
    await session.type("\uE004\uE004");
    check(await session.run("document.activeElement.closest('#mirror') !== null"), `${name}: Tab walks the mirror`);
    await session.click("radio", "First week");
    await session.click("button", "Begin");
    await until("the brief", async () => (await session.run("hands.words()")).includes("To FY2027"));
    check(true, `${name}: a mouse begins a run`);
    await session.picture(`${name}-brief`);
    await session.open(address);
    check((await session.run("hands.words()")).includes("Hall 7"), `${name}: the run is there again`);
}

const port = await freePort();
const driver = spawn(program, program.endsWith("chromedriver") ? [`--port=${port}`] : ["-p", String(port)], { stdio: "ignore" });
driver.on("error", (error) => {
    console.error(`the driver ${program} could not be started: ${error.message}`);
    process.exit(3);
});
const server = await serve();
try {
    const session = await Session.begin(port);
    try {
        const file = pathToFileURL(path.join(dist, "stackholders.html")).href;
        for (const [name, address] of [["served", server.address], ["file", file]]) {
            await played(session, name, address);
            await handled(session, name, address);
        }
    } finally {
        await session.ask("DELETE", "");
    }
} catch (error) {
    check(false, error.message);
} finally {
    driver.kill();
    await server.cut();
}
