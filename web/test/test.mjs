// The tests of the page: `npm test`, or `node test/test.mjs offline` for those whose name has a word.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { dist, golden as folder, launch, playing, serve, until, visit, words } from "./browser.mjs";
import { find, play, step } from "./player.mjs";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const filter = process.argv[2] ?? "";
const tests = [];
const test = (name, run) => tests.push({ name, run });

function check(holds, otherwise) {
    if (!holds) throw new Error(otherwise);
}

function equal(found, wanted, what) {
    check(found === wanted, `${what}: found ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`);
}

// What was recorded natively: presses, the run code and the digest they lead to.

const recorded = () => JSON.parse(fs.readFileSync(path.join(folder, "page-play.json"), "utf8"));
const recordedRun = () => fs.readFileSync(path.join(folder, "page-play.run"));

function runs() {
    const found = [];
    const look = (place) => {
        for (const entry of fs.readdirSync(place, { withFileTypes: true })) {
            const inner = path.join(place, entry.name);
            if (entry.isDirectory()) look(inner);
            else if (entry.name.endsWith(".run")) found.push(inner);
        }
    };
    look(folder);
    return found.sort();
}

function codes() {
    const file = path.join(folder, "codes.txt");
    const codes = new Map(fs.readFileSync(file, "utf8").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => {
        const [, plan, code] = /^(\S+): (\S+)/.exec(line);
        return [plan, code];
    }));
    return codes;
}

const bare = (text) => text.toUpperCase().replace(/[^0-9A-Z]/g, "");

/**
 * Whatever comes in waits for a turn of the page: the longest time between two turns is what a press waits at most. It is
 * in `globalThis.turns.longest` from now on.
 */
function watchTurns(page) {
    return page.evaluate(() => {
        const turns = (globalThis.turns = { longest: 0, last: performance.now() });
        const turn = () => {
            const now = performance.now();
            turns.longest = Math.max(turns.longest, now - turns.last);
            turns.last = now;
            setTimeout(turn);
        };
        turn();
    });
}

// Browsers and servers are shared; every test has a context and a page of its own.

let drawing;
let plain;
let server;
const browser = async () => (drawing ??= await launch());
const withoutGraphics = async () => (plain ??= await launch({ drawing: false }));
const address = async () => (server ??= await serve()).address;
const carried = pathToFileURL(path.join(dist, "stackholders.html")).href;

/** Visits the page, does something with it, and wants no fault to be left behind. */
async function on(where, options, run) {
    const visited = await visit(await (options.without ? withoutGraphics() : browser()), where, options);
    try {
        await run(visited.page, visited);
        await visited.page.waitForTimeout(50);
        check(visited.faults.length === 0, `the page complains: ${visited.faults.join("; ")}`);
    } catch (error) {
        if (visited.faults.length > 0 && !error.message.startsWith("the page complains")) {
            error.message += ` (the page complains: ${visited.faults.slice(0, 5).join("; ")})`;
        }
        if (process.env.SHOTS) await visited.page.screenshot({ path: path.join(process.env.SHOTS, `${Date.now()}.png`) }).catch(() => {});
        throw error;
    } finally {
        await visited.context.close();
    }
}

/** Names and places of what a user cannot get at; empty when all is well. */
async function violations(page, what, scope) {
    await page.evaluate(fs.readFileSync(axeFile, "utf8"));
    const found = await page.evaluate(async (inside) => {
        const { violations } = await globalThis.axe.run(inside ?? document, { resultTypes: ["violations"] });
        return violations.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" ")}`);
    }, scope);
    return found.map((line) => `${what}: ${line}`);
}

/** Plays what was recorded and calls back once on every screen: there is another when what was pressed is no longer there. */
async function screens(page, steps, look, limit = Infinity) {
    const seen = [];
    const at = async (name) => {
        seen.push(name);
        await look(name);
    };
    await playing(page);
    await at(await page.title());
    for (const [index, one] of steps.entries()) {
        if (seen.length >= limit) break;
        await step(page, "mirror", one).catch((error) => {
            throw new Error(`step ${index + 1}: ${error.message}`);
        });
        if (await find(page, one).count() === 0) await at(`after "${one.name}"`);
    }
    return seen;
}

async function ended(page, code) {
    await until(`the run code ${code} in the mirror`, async () => bare(await words(page)).includes(bare(code)));
}

/** The run in hand as the file that the page gives out. */
async function savedRun(page) {
    const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.evaluate(() => globalThis.stackholders.act(JSON.stringify({ do: "save" }))),
    ]);
    return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
}

/** Lets files fall on the page, as a browser would. */
async function drop(page, files) {
    await page.evaluate((list) => {
        const transfer = new DataTransfer();
        for (const { name, base64 } of list) {
            transfer.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name));
        }
        const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body;
        for (const type of ["dragenter", "dragover", "drop"]) {
            target.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true, composed: true }));
        }
    }, files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") })));
}

/** A program that does not arrive before it is released. */
function holding() {
    let release;
    const held = new Promise((go) => { release = go; });
    const prepare = (page) => page.route("**/*.wasm", async (route) => {
        await held;
        await route.continue();
    });
    return { prepare, release };
}

// Loading

test("the served page can be played and sends nothing elsewhere", async () => {
    await on(await address(), {}, async (page, { start }) => {
        await playing(page);
        const taken = performance.now() - start;
        console.log(`    first interactive after ${(taken / 1000).toFixed(2)} s`);
        // The budget is 5 s, for whoever measures on an idle machine.
        check(taken <= 60_000, `it took ${(taken / 1000).toFixed(2)} s`);
    });
});

test("the loading screen tells true progress in bytes and has the briefs to read", async () => {
    const { prepare, release } = holding();
    await on(await address(), { prepare }, async (page) => {
        await page.locator("#bar").waitFor();
        equal(await page.locator("#bar").getAttribute("role"), "progressbar", "role of the bar");
        const briefs = await page.locator("#loading article").allInnerTexts();
        check(briefs.length >= 2 && briefs.every((text) => text.length > 20), `briefs to read: ${briefs.length}`);
        await page.evaluate(() => {
            globalThis.amounts = [];
            new MutationObserver(() => globalThis.amounts.push(Number(document.getElementById("bar").getAttribute("aria-valuenow"))))
                .observe(document.getElementById("bar"), { attributes: true, attributeFilter: ["aria-valuenow"] });
        });
        release();
        await playing(page);
        const amounts = await page.evaluate(() => globalThis.amounts);
        equal(amounts.at(-1), 100, "the last progress");
        check(amounts.every((amount, index) => index === 0 || amount >= amounts[index - 1]), `progress went back: ${amounts}`);
    });
});

test("who reads a brief while it loads is not torn away", async () => {
    const { prepare, release } = holding();
    await on(await address(), { prepare }, async (page) => {
        await page.locator("#loading article p").first().click();
        release();
        await page.locator("#play").click();
        await playing(page);
    });
});

test("the single file can be played from the disk", async () => {
    await on(carried, {}, async (page, { start }) => {
        await playing(page);
        console.log(`    first interactive after ${((performance.now() - start) / 1000).toFixed(2)} s`);
        equal(new URL(page.url()).protocol, "file:", "protocol");
    });
});

test("a browser that cannot unpack the single file is told which can", async () => {
    await on(carried, { prepare: (page) => page.addInitScript("delete globalThis.DecompressionStream") }, async (page) => {
        await until("a message", async () => /DecompressionStream/.test(await page.locator("#state").innerText()));
    });
});

test("a browser whose WebAssembly has no vectors is told which has", async () => {
    await on(await address(), { prepare: (page) => page.addInitScript("WebAssembly.validate = () => false") }, async (page) => {
        await until("a message", async () => /no vectors.*Safari from 16\.4/.test(await page.locator("#state").innerText()));
    });
});

test("a program that does not arrive is named, with a way to try again", async () => {
    await on(await address(), {
        prepare: (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 503, body: "" })),
        expected: [/503/],
    }, async (page) => {
        await page.locator("#again").waitFor();
        check(/503/.test(await page.locator("#state").innerText()), "the message does not tell the answer of the server");
    });
});

// Without anything to draw with

for (const [how, options] of [
    ["switched off", { without: true, expected: [/WebGL/i] }],
    ["refused", { prepare: (page) => page.addInitScript("HTMLCanvasElement.prototype.getContext = () => null") }],
]) {
    test(`with WebGL ${how} the papers are there: brief, run code, run file, documents`, async () => {
        await on(await address(), options, async (page) => {
            const papers = page.locator("#papers");
            await papers.waitFor();
            check(/WebGL 2 is missing/.test(await page.locator("#without").innerText()), "the reason is not told");
            check((await papers.locator("article").first().innerText()).length > 20, "there is no brief");
            await page.locator("[data-part=wait]").waitFor({ state: "hidden" });
            const answer = page.locator("[data-part=answer]");
            const told = async (what) => (await until(what, async () => (await answer.innerText()).trim())).replace(/\s+/g, " ");

            await page.locator("#papers-code").fill(codes().get("first-week/matched-hybrid"));
            await page.getByRole("button", { name: "Read the code" }).click();
            const outcome = await told("the outcome of a code");
            check(outcome.length > 20, `a code gives: ${outcome}`);

            await page.locator("#papers-code").fill("NO-CODE");
            await page.getByRole("button", { name: "Read the code" }).click();
            await until("a message about a wrong code", async () => (await told("an answer")) !== outcome);

            const file = runs().find((name) => name.endsWith("first-week-matched-hybrid.run"));
            const put = async (name, buffer) => {
                await answer.evaluate((element) => element.replaceChildren());
                await page.locator("#papers-files").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
                return told(`an answer to ${name}`);
            };
            const bytes = fs.readFileSync(file);
            const replayed = await put("table.run", bytes);
            const damaged = Buffer.from(bytes);
            damaged[Math.floor(bytes.length / 2)] ^= 1;
            for (const [name, changed] of [["damaged.run", damaged], ["cut.run", bytes.subarray(0, bytes.length / 3)], ["none.run", Buffer.alloc(0)]]) {
                const message = await put(name, changed);
                check(message && message !== replayed, `${name} is answered like a whole file: ${message}`);
            }
            await put("large.run", Buffer.alloc(16 * 1024 * 1024 + 1)).then((text) => check(/16 MB/.test(text), `a large file: ${text}`));

            await page.getByRole("button", { name: /^Role cards/ }).first().click();
            const sheet = page.frameLocator("[data-part=sheet]");
            check((await sheet.locator("h1").innerText()).length > 3, "a document has no heading");
            const margin = await sheet.locator("h1").evaluate((element) => getComputedStyle(element).color);
            check(margin !== "", "a document has no style");
        });
    });
}

// Playing

for (const hand of ["mirror", "mouse", "touch"]) {
    test(`first-week is played to its end by ${hand === "mirror" ? "the mirror and the keyboard alone" : hand}`, async () => {
        const { steps, code } = recorded();
        await on(await address(), { hasTouch: hand === "touch", reducedMotion: "no-preference" }, async (page) => {
            await play(page, hand, steps);
            await ended(page, code);
            const wanted = recordedRun();
            const { name, bytes } = await savedRun(page);
            check(name.endsWith(".run"), `the file is called ${name}`);
            if (process.env.SHOTS && !bytes.equals(wanted)) fs.writeFileSync(path.join(process.env.SHOTS, `${hand}.run`), bytes);
            check(bytes.equals(wanted), `the saved run has ${bytes.length} bytes and is not the recorded one of ${wanted.length} bytes`);
        });
    });
}

for (const hand of ["mirror", "mouse", "touch"]) {
    test(`the single file plays first-week to the same end by ${hand}`, async () => {
        const { steps, code } = recorded();
        await on(carried, { hasTouch: hand === "touch" }, async (page) => {
            await play(page, hand, steps);
            await ended(page, code);
        });
    });
}

test("native run files replay in the page to the same end", async () => {
    await on(await address(), {}, async (page) => {
        await playing(page);
        const known = codes();
        for (const file of runs()) {
            const plan = /(family-benefits|first-week)-(.+)\.run$/.exec(path.basename(file));
            const bytes = fs.readFileSync(file);
            const told = await page.evaluate(([name, list]) => globalThis.stackholders.replayed(name, new Uint8Array(list)),
                [path.basename(file), [...bytes]]);
            const code = plan && known.get(`${plan[1]}/${plan[2]}`);
            check(!code || bare(told.replace(/<[^>]*>/g, "")).includes(bare(code)), `${path.basename(file)} gives: ${told.slice(0, 300)}`);
        }
        const file = runs().find((name) => name.endsWith("first-week-matched-hybrid.run"));
        await drop(page, [{ name: "table.run", bytes: fs.readFileSync(file) }]);
        await ended(page, known.get("first-week/matched-hybrid"));
    });
});

test("a debrief of five tables makes its script while the page answers, and a clicker leads through it", async () => {
    await on(await address(), {}, async (page) => {
        await playing(page);
        await step(page, "mirror", { role: "button", name: "Debrief tables…", kind: "press" });
        await watchTurns(page);
        const tables = runs().filter((name) => /family-benefits-[a-z-]+\.run$/.test(name)).slice(0, 5);
        await drop(page, tables.map((name) => ({ name: path.basename(name), bytes: fs.readFileSync(name) })));
        await until("five tables", async () => (await words(page)).includes("5 tables"), 30_000);
        await page.evaluate(() => (globalThis.turns.longest = 0));
        await step(page, "mirror", { role: "tab", name: "Script", kind: "press" });
        await find(page, { role: "button", name: "Start" }).waitFor({ state: "attached", timeout: 60_000 });
        const longest = await page.evaluate(() => globalThis.turns.longest);
        console.log(`    while the script was made, a press waited ${Math.round(longest)} ms at most`);
        // One table after the other at once took more than a second each.
        check(longest < 1000, `the page did not answer for ${Math.round(longest)} ms`);
        await step(page, "mirror", { role: "button", name: "Start", kind: "press" });
        const part = async () => /Segment (\d+) of (\d+)/.exec(await words(page));
        await until("the first part", part);
        let last = 0;
        for (let presses = 0; presses < 60; presses++) {
            const [, now, all] = (await part()) ?? [];
            if (now) {
                check(Number(now) >= last, `a click leads from part ${last} to ${now}`);
                last = Number(now);
            }
            if (now && now === all) return;
            await page.keyboard.press("PageDown");
            await page.waitForTimeout(150);
        }
        check(false, `sixty clicks lead to part ${last} only`);
    });
});

test("a truncated and a damaged run file are answered by a message", async () => {
    await on(await address(), {}, async (page) => {
        await playing(page);
        const bytes = fs.readFileSync(runs().find((name) => name.endsWith("first-week-matched-hybrid.run")));
        const damaged = Buffer.from(bytes);
        damaged[Math.floor(bytes.length / 2)] ^= 1;
        for (const [name, wrong] of [["cut.run", bytes.subarray(0, 200)], ["damaged.run", damaged], ["empty.run", Buffer.alloc(0)]]) {
            await drop(page, [{ name, bytes: wrong }]);
            const message = await until(`a message about ${name}`, async () => {
                const said = await page.locator("#said").innerText();
                return said.includes(name) && (await words(page)).includes(said.trim()) && said;
            });
            console.log(`    ${message}`);
        }
        await drop(page, [{ name: "large.run", bytes: Buffer.alloc(16 * 1024 * 1024 + 1) }]);
        await until("a message about a file that is too large", async () => /16 MB/.test(await page.locator("#said").innerText()));
    });
});

test("a thousand generated runs have the digest of the native program", async () => {
    const { self_check: { runs: count, digest } } = recorded();
    await on(await address(), {}, async (page) => {
        await playing(page);
        equal(await page.evaluate((runs) => globalThis.stackholders.self_check(runs), count), digest, `digest of ${count} runs`);
    });
});

// The mirror

test("the keyboard walks the mirror in its order and never falls out of it", async () => {
    await on(await address(), {}, async (page) => {
        await playing(page);
        const wanted = await page.evaluate(() => [...document.querySelectorAll("#mirror button, #mirror input, #mirror textarea, #mirror a, #mirror [tabindex]")]
            .filter((element) => element.tabIndex >= 0).map((element) => element.dataset.node));
        check(wanted.length > 1, `only ${wanted.length} elements can be reached`);
        const walked = [];
        for (const _ of wanted) {
            await page.keyboard.press("Tab");
            walked.push(await page.evaluate(() => document.activeElement.dataset.node));
        }
        // The game may begin with the keyboard somewhere: the walk starts behind it.
        const first = wanted.indexOf(walked[0]);
        equal(walked.slice(0, wanted.length - first).join(), wanted.slice(first).join(), "the order of Tab");
        await page.keyboard.press("Shift+Tab");
        check(await page.evaluate(() => document.getElementById("mirror").contains(document.activeElement)), "Shift+Tab left the mirror");
    });
});

test("keys that no element takes reach the game, and the keyboard comes back from a finger to the mirror", async () => {
    const { steps } = recorded();
    const year = steps.findIndex(({ name }) => name === "Begin") + 2;
    await on(await address(), {}, async (page) => {
        await play(page, "mirror", steps.slice(0, year));
        const before = await words(page);
        await page.keyboard.press("Tab");
        await page.keyboard.press("F1");
        const after = await until("F1 to change what is there", async () => {
            const now = await words(page);
            return now !== before && now;
        });
        await page.keyboard.press("F1");
        await until("F1 to take it back", async () => (await words(page)) !== after);
        // A press on the canvas takes the mirror's place, and Tab goes on from what was pressed.
        await page.mouse.click(640, 400);
        equal(await page.evaluate(() => document.activeElement.id), "mirror", "what has the keyboard after a click");
        await page.keyboard.press("Tab");
        check(await page.evaluate(() => document.activeElement.hasAttribute("data-node")), "Tab did not go on in the mirror");
    });
});

test("nothing of the loading screen, the papers and the game keeps anybody out (axe)", async () => {
    const found = [];
    const where = await address();
    await on(where, { prepare: (page) => page.route("**/*.wasm", () => {}) }, async (page) => {
        await page.locator("#bar").waitFor();
        found.push(...await violations(page, "loading"));
    });
    await on(`${where}#papers`, {}, async (page) => {
        await page.locator("[data-part=wait]").waitFor({ state: "hidden" });
        found.push(...await violations(page, "papers"));
        await page.locator("#papers-code").fill(codes().get("first-week/matched-hybrid"));
        await page.getByRole("button", { name: "Read the code" }).click();
        await page.locator("[data-part=answer] > *").first().waitFor();
        found.push(...await violations(page, "papers with an outcome"));
    });
    await on(where, {}, async (page) => {
        await playing(page);
        const { steps } = recorded();
        const seen = await screens(page, steps, async (name) => found.push(...await violations(page, name)));
        console.log(`    looked at: ${seen.join(" · ")}`);
    });
    check(found.length === 0, `\n        ${found.join("\n        ")}`);
});

for (const [name, width, height, touch] of [["a tablet upright", 820, 1180, true], ["the least window", 1024, 640, false], ["a wall", 3840, 2160, false]]) {
    test(`on ${name} (${width} × ${height}) everything is inside, and large enough to press`, async () => {
        await on(await address(), { viewport: { width, height }, hasTouch: touch }, async (page) => {
            const { steps } = recorded();
            const found = [];
            await screens(page, steps, async (screen) => {
                found.push(...(await page.evaluate(async () => {
                    const wrong = [];
                    const out = ({ left, top, right, bottom }) => left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
                    const pictures = async (count) => {
                        for (; count > 0; count--) await new Promise(requestAnimationFrame);
                    };
                    for (const element of document.querySelectorAll("#mirror button, #mirror a, #mirror input, #mirror textarea, #mirror p, #mirror h1, #mirror h2, #mirror h3")) {
                        if (!element.isConnected) continue;
                        if (out(element.getBoundingClientRect())) {
                            // What is further down comes into sight when it is reached, and when a reader asks for it.
                            if (element.tabIndex >= 0) element.focus();
                            globalThis.stackholders.act(JSON.stringify({ node: element.dataset.node, do: "scroll" }));
                            await pictures(30);
                        }
                        const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
                        const name = element.getAttribute("aria-label") ?? element.textContent;
                        const place = `[${[left, top, right, bottom].map(Math.round)}]`;
                        if (out({ left, top, right, bottom })) wrong.push(`"${name}" is outside, ${place}`);
                        if (element.matches("button") && (height < 43.5 || width < 43.5)) {
                            wrong.push(`"${name}" is ${width.toFixed(1)} × ${height.toFixed(1)} px, ${place}`);
                        }
                    }
                    return wrong;
                })).map((line) => `${screen}: ${line}`));
            }, 6);
            check(found.length === 0, `\n        ${found.slice(0, 20).join("\n        ")}`);
        });
    });
}

// When something fails

test("after the first visit it starts and plays without its server", async () => {
    const own = await serve();
    await on(own.address, { expected: [/Failed to load resource/, /ERR_/] }, async (page) => {
        await playing(page);
        await page.evaluate(() => navigator.serviceWorker.ready);
        await until("the files to be kept", () => page.evaluate(async () => {
            const [name] = await caches.keys();
            return name && (await (await caches.open(name)).keys()).length >= 5;
        }));
        const kept = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys())
            .map((request) => new URL(request.url).pathname)))).flat().sort());
        const files = fs.readdirSync(dist).filter((name) => !/\.(gz|br)$/.test(name) && !["index.html", "sw.js", "stackholders.html"].includes(name));
        equal(kept.join(), ["/", ...files.map((name) => `/${name}`)].sort().join(), "what is kept");
        await own.cut();
        await page.reload();
        await playing(page);
        const { steps } = recorded();
        await play(page, "mirror", steps.slice(0, 6));
    });
});

test("a new build takes the place of the old one, and nothing of the old one is kept", async () => {
    const own = await serve();
    await on(own.address, {}, async (page) => {
        const kept = () => page.evaluate(() => caches.keys());
        await playing(page);
        await page.evaluate(() => navigator.serviceWorker.ready);
        const [before] = await until("the files to be kept", async () => ((await kept()).length === 1 ? kept() : null));
        const worker = fs.readFileSync(path.join(dist, "sw.js"), "utf8");
        own.changed.set("/sw.js", Buffer.from(worker.replace(/^const VERSION = "\w+"/, 'const VERSION = "another"')));
        await page.reload();
        await playing(page);
        await until("the old files to go", async () => {
            const names = await kept();
            return names.length === 1 && names[0] !== before && names[0].endsWith("another");
        });
    });
    await own.cut();
});

test("a lost picture comes back with the run", async () => {
    await on(await address(), { expected: [/context/i] }, async (page) => {
        await playing(page);
        const { steps, code } = recorded();
        const half = Math.ceil(steps.length / 2);
        await play(page, "mirror", steps.slice(0, half));
        const canvas = () => page.evaluate(() => {
            const { shadowRoot } = document.getElementById("host");
            shadowRoot.querySelector("canvas").dataset.old = "";
            return shadowRoot.querySelectorAll("canvas").length;
        });
        equal(await canvas(), 1, "canvases");
        const before = await words(page);
        const lose = () => page.evaluate(() => document.getElementById("host").shadowRoot.querySelector("canvas").getContext("webgl2")
            .getExtension("WEBGL_lose_context").loseContext());
        await lose();
        const back = () => page.evaluate(() => {
            const found = document.getElementById("host").shadowRoot.querySelector("canvas");
            return found && !("old" in found.dataset);
        });
        await until("a new canvas", back);
        await page.waitForTimeout(500);
        equal(await words(page), before, "what the mirror says");
        await play(page, "mirror", steps.slice(half));
        await ended(page, code);
        for (let loss = 2; loss <= 3; loss++) {
            await canvas();
            await lose();
            if (loss < 3) {
                await until("a new canvas", back);
                await page.waitForTimeout(500);
            }
        }
        await page.locator("#trouble").waitFor();
        const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#keep").click()]);
        check(fs.statSync(await download.path()).size > 0, "the saved run is empty");
    });
});

for (const [how, script] of [
    ["full", `try { const some = "x".repeat(1 << 16); for (let n = 0; ; n++) localStorage.setItem("filler " + n, some); } catch {}
        try { for (let n = 0; ; n++) localStorage.setItem("f" + n, ""); } catch {}`],
    ["refused", `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } })`],
]) {
    test(`with storage ${how} the game plays and says so`, async () => {
        const { steps, code } = recorded();
        await on(await address(), { prepare: (page) => page.addInitScript(script) }, async (page) => {
            await playing(page);
            const notice = /no room left|keeps nothing/;
            let told = null;
            for (const [index, one] of steps.entries()) {
                await step(page, "mirror", one).catch((error) => {
                    throw new Error(`step ${index + 1}: ${error.message}`);
                });
                told ??= (await words(page)).split("\n").find((line) => notice.test(line));
            }
            await ended(page, code);
            check(told, "no notice was seen");
            console.log(`    ${told}`);
        });
    });
}

/** Ten thousand futures, as a debrief plays them, and the longest that the page did not answer. */
async function measured(page, when) {
    const { all, workers, worked, longest } = await page.evaluate(async () => {
        globalThis.turns.longest = 0;
        const found = await globalThis.stackholders.measure(10_000);
        return { ...found, longest: globalThis.turns.longest };
    });
    // How long it takes is for whoever measures on an idle machine (budgets: 500 ms, and 100 ms for a press); that the page has
    // its turn meanwhile holds on any.
    const by = workers > 0 ? `, ${Math.round(worked)} ms of work in ${workers} workers` : " in the page itself";
    console.log(`    ${when}: ${Math.round(all)} ms${by}; a press waits ${Math.round(longest)} ms at most`);
    check(longest < 300, `the page did not answer for ${Math.round(longest)} of ${Math.round(all)} ms`);
    return workers;
}

test("ten thousand futures leave the page answering", async () => {
    await on(await address(), {}, async (page) => {
        await playing(page);
        await watchTurns(page);
        await measured(page, "at once");
        await page.waitForFunction(() => document.documentElement.classList.contains("warm"));
        const workers = await measured(page, "when the browser has compiled the rules");
        const cores = await page.evaluate(() => navigator.hardwareConcurrency);
        equal(workers, cores > 1 ? Math.min(cores, 4) : 0, `workers of a page on ${cores} cores`);
    });
});

const withoutWorkers = (page) => page.addInitScript(() => {
    globalThis.Worker = undefined;
});

test("ten thousand futures leave a page without workers answering", async () => {
    await on(await address(), { prepare: withoutWorkers }, async (page) => {
        await playing(page);
        await watchTurns(page);
        await measured(page, "at once");
        await page.waitForFunction(() => document.documentElement.classList.contains("warm"));
        equal(await measured(page, "when the browser has compiled the rules"), 0, "workers");
    });
});

/** All that a debrief of one run finds, as it is read to somebody, and how long that took (s). */
async function insight(prepare) {
    let found;
    await on(await address(), { prepare }, async (page) => {
        await playing(page);
        await step(page, "mirror", { role: "button", name: "Debrief tables…", kind: "press" });
        await watchTurns(page);
        const start = performance.now();
        const run = runs().find((name) => name.endsWith("first-week-matched-hybrid.run"));
        await drop(page, [{ name: path.basename(run), bytes: fs.readFileSync(run) }]);
        await step(page, "mirror", { role: "tab", name: "Why", kind: "press" });
        const looking = async () => /Thousands of futures are played: \d+ of \d+/.exec(await words(page));
        await until("something to be looked for", looking, 30_000);
        await until("everything to be found", async () => !(await looking()), 120_000);
        const took = (performance.now() - start) / 1000;
        const longest = await page.evaluate(() => globalThis.turns.longest);
        const leaves = [];
        for (const [tab, picks] of [["Why", ["Luck and judgement", "Decisions", "One change"]], ["Plans", ["Frontier", "Weights", "Would it hold"]]]) {
            await step(page, "mirror", { role: "tab", name: tab, kind: "press" });
            for (const name of picks) {
                await step(page, "mirror", { role: "radio", name, kind: "press" });
                // The picture after the press has it.
                await page.waitForTimeout(300);
                leaves.push(await words(page));
            }
        }
        found = { leaves, took, longest };
    });
    return found;
}

test("workers find what the page alone finds, and what a lost worker leaves is found as well", async () => {
    const alone = await insight(withoutWorkers);
    const together = await insight(() => {});
    // One worker is gone without a word.
    const left = await insight((page) => page.addInitScript(() => {
        globalThis.Worker = class extends globalThis.Worker {
            constructor(...given) {
                super(...given);
                let shares = 0;
                this.addEventListener("message", ({ data }) => {
                    if (data.did === "share" && data.place === 1 && ++shares === 3) this.terminate();
                });
            }
        };
    }));
    for (const [name, { took, longest }] of Object.entries({ alone, together, left })) {
        console.log(`    ${name}: ${took.toFixed(1)} s; a press waits ${Math.round(longest)} ms at most`);
    }
    check(alone.leaves.every((leaf) => leaf.length > 200), "a leaf says next to nothing");
    for (const [place, leaf] of alone.leaves.entries()) {
        equal(together.leaves[place], leaf, "what workers find");
        equal(left.leaves[place], leaf, "what is found when a worker is lost");
    }
    check(left.took > 20, "no worker was lost");
});

// Running them

if (!fs.existsSync(path.join(dist, "index.html"))) {
    console.error(`found no page in ${dist}; build it with web/build`);
    process.exit(1);
}
let passed = 0;
let failed = 0;
/** How often a test is tried: a browser on a busy machine may lose a press or a second. */
const TRIES = 2;
for (const { name, run } of tests.filter((one) => one.name.includes(filter))) {
    for (let left = TRIES - 1; ; left--) {
        const start = performance.now();
        try {
            await run();
            passed += 1;
            console.log(`ok      ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
        } catch (error) {
            console.log(`${left > 0 ? "again  " : "FAILED "} ${name}: ${error.message.split("\n    at ")[0]}`);
            if (left > 0) continue;
            failed += 1;
        }
        break;
    }
}
await Promise.all([drawing?.close(), plain?.close(), server?.cut()]);
console.log(`page: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
