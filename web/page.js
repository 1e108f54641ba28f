// The page around the game: it loads, starts, mirrors, and says what to do when something is missing.

import * as game from "./stackholders.js";
import { Crew, PIECE, turns } from "./crew.js";
import { chooser, dropped, save } from "./files.js";
import { Host } from "./host.js";
import { Mirror } from "./mirror.js";
import { Papers } from "./papers.js";

/** After so many lost pictures in a minute it is no longer worth trying. */
const LOSSES = 3;
const MINUTE = 60_000;

const at = (id) => document.getElementById(id);
const stage = at("stage");
const loading = at("loading");

// Loading

const size = Number(document.documentElement.dataset.bytes);
let shown = -1;

function progress(bytes) {
    const share = size > 0 ? Math.min(Math.floor((bytes / size) * 100), 100) : 0;
    if (share === shown) return;
    shown = share;
    const text = `${(bytes / 1e6).toFixed(1)} of ${(size / 1e6).toFixed(1)} MB`;
    const bar = at("bar");
    bar.setAttribute("aria-valuenow", share);
    bar.setAttribute("aria-valuetext", text);
    bar.firstElementChild.style.width = `${share}%`;
    at("amount").textContent = text;
}

/** Counts what comes by. */
function counted(stream) {
    let bytes = 0;
    return stream.pipeThrough(new TransformStream({
        transform(chunk, to) {
            bytes += chunk.byteLength;
            progress(bytes);
            to.enqueue(chunk);
        },
    }));
}

/** A refusal that the page words itself. */
class Missing extends Error {}

/** The program as the answer of a server would give it: from the server, or unpacked out of this very file. */
async function program() {
    const packed = at("program");
    const headers = { "content-type": "application/wasm" };
    if (!packed) {
        const answer = await fetch(document.documentElement.dataset.program);
        if (!answer.ok) throw new Missing(`the server answered ${answer.status} to ${answer.url}`);
        return answer.body && globalThis.TransformStream ? new Response(counted(answer.body), { headers }) : answer.arrayBuffer();
    }
    if (!globalThis.DecompressionStream) {
        throw new Missing("this browser cannot unpack the file (it has no DecompressionStream). "
            + "Chrome and Edge from 91, Firefox from 113 and Safari from 16.4 can; or open the game from a server");
    }
    // A frame first, so that there is something to read while this works.
    await new Promise((next) => setTimeout(next));
    const bytes = Uint8Array.from(atob(packed.textContent.trim()), (letter) => letter.charCodeAt(0));
    packed.remove();
    return new Response(counted(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))), { headers });
}

/** The least program with a vector in it: a function that answers with 16 bytes of 0. */
const VECTORS = Uint8Array.of(
    0, 97, 115, 109, 1, 0, 0, 0, // "\0asm", version 1
    1, 5, 1, 96, 0, 1, 123, // types: one function without arguments that gives a v128
    3, 2, 1, 0, // functions: one of that type
    10, 8, 1, 6, 0, 65, 0, 253, 15, 11, // code: i32.const 0, i8x16.splat
);

async function load() {
    if (!globalThis.WebAssembly) {
        throw new Missing("this browser runs no WebAssembly. Use a newer one, or ask who looks after this machine to allow it");
    }
    if (!WebAssembly.validate(VECTORS)) {
        throw new Missing("this browser is too old: its WebAssembly has no vectors. "
            + "Chrome and Edge from 91, Firefox from 89 and Safari from 16.4 have them");
    }
    const source = await program();
    return source instanceof Response ? WebAssembly.compileStreaming(source) : WebAssembly.compile(source);
}

const compiled = load();
const engine = compiled.then(async (module) => {
    await game.default({ module_or_path: module });
    progress(size);
    return game;
});
// For whoever looks at the engine from the console, and for the tests of the page.
globalThis.stackholders = Object.assign(game, { measure: measureFutures });
engine.catch((error) => {
    console.warn("the engine did not start:", error);
    tellLoading(`The game could not be loaded: ${error.message ?? error}`, true);
});

function tellLoading(text, again = false) {
    at("bar").hidden = true;
    at("amount").hidden = true;
    at("state").textContent = text;
    at("again").hidden = !again;
}
at("again").addEventListener("click", () => location.reload());

/** Whether there is something to draw with. */
function canDraw() {
    try {
        const context = document.createElement("canvas").getContext("webgl2");
        context?.getExtension("WEBGL_lose_context")?.loseContext();
        return context !== null;
    } catch {
        return false;
    }
}

// The game on its stage

let running = false;

function act(action) {
    if (running || action.do === "save") game.act(JSON.stringify(action));
}

const mirror = new Mirror(at("mirror"), act);
const host = new Host(at("host"), mirror);
const choose = chooser(at("files"), (name, bytes) => game.open_file(name, bytes), say);

function say(text) {
    // The same words twice are said twice.
    at("said").textContent = at("said").textContent === text ? `${text}\u00a0` : text;
}

function tell(kind, text, bytes) {
    switch (kind) {
        case "tree": return mirror.update(JSON.parse(text));
        case "say": return say(text);
        case "save": return save(text, bytes);
        case "choose": return choose();
        case "work": return work();
        case "title": document.title = text; return undefined;
        case "ready": return ready();
        default: return undefined;
    }
}

// What takes long

/** What `game.work` gives: nothing is left, something is left to do here, workers have to do something first. */
const OVER = 0;
const MORE = 1;
const WAITS = 2;

/** Piece by piece, with pictures and input in between. */
const again = turns(() => {
    try {
        const step = game.work(PIECE);
        crew.waits(step === WAITS);
        crew.pass();
        if (step === MORE) again();
        if (step === OVER) over();
    } catch (error) {
        fault(error);
    }
});
const crew = new Crew(again);
/** Told when nothing is left. */
let over = () => {};

/** The game looks for something that takes long. */
async function work() {
    await crew.settled;
    again();
}

/** How long so many futures take (ms): until they are there, and in all workers together; and how many workers there are. */
async function measureFutures(futures) {
    const from = performance.now();
    await crew.settled;
    crew.took = 0;
    game.futures(futures);
    work();
    await new Promise((ended) => { over = ended; });
    return { all: performance.now() - from, workers: crew.joined ? crew.workers.length : 0, worked: crew.took };
}

const wants = (query) => matchMedia(query).matches;

async function begin() {
    const canvas = host.fresh();
    canvas.addEventListener("webglcontextlost", (event) => {
        event.preventDefault();
        // One after the other: the browser is not done with the old one before this event ends.
        setTimeout(lost);
    }, { once: true });
    await game.start(canvas, tell);
    host.settled();
    running = true;
}

const losses = [];

/** The browser took the picture away. The run is kept in the engine and goes on in a new canvas. */
async function lost() {
    const now = performance.now();
    losses.push(now);
    running = false;
    try {
        game.stop();
    } catch (error) {
        console.warn("the game did not stop:", error);
    }
    if (losses.filter((time) => now - time < MINUTE).length >= LOSSES) {
        trouble("The browser has taken the picture away three times in a minute. Often another program needs the graphics card.");
        return;
    }
    try {
        await begin();
    } catch (error) {
        trouble(`The picture could not be drawn again: ${error.message ?? error}`);
    }
}

function trouble(text) {
    at("what").textContent = text;
    if (!at("trouble").open) at("trouble").showModal();
}
at("keep").addEventListener("click", () => {
    try {
        act({ do: "save" });
    } catch (error) {
        at("what").textContent = `The run could not be saved from here: ${error.message ?? error}. What was committed is kept in this browser.`;
    }
});
at("reload").addEventListener("click", () => {
    told = true;
    location.reload();
});
function fault(error) {
    console.warn("the game stopped:", error);
    if (!globalThis.WebAssembly || !(error instanceof WebAssembly.RuntimeError)) return;
    running = false;
    trouble("The game met a fault of its own and has stopped.");
}
window.addEventListener("error", (event) => fault(event.error));
window.addEventListener("unhandledrejection", (event) => fault(event.reason));

// From one part of the page to another

const papers = new Papers(at("papers"), engine);
/** Milliseconds after which the first pictures are on the screen. */
const SOON = 1000;
let hasTime;
const spare = new Promise((has) => { hasTime = has; });
let isReady = false;
let reading = false;
let told = false;

function ready() {
    if (!isReady) setTimeout(hasTime, SOON);
    isReady = true;
    if (reading && !loading.hidden) {
        // Somebody reads: the game waits.
        tellLoading("The game is ready");
        at("play").hidden = false;
        at("play").addEventListener("click", () => {
            reading = false;
            show();
        });
        return;
    }
    show();
}

/** Shows the part that the address names: papers, or the game as soon as it is there. */
function show() {
    const paper = location.hash === "#papers";
    const play = isReady && !reading && !paper;
    at("papers").hidden = !paper;
    loading.hidden = play || paper;
    stage.classList.toggle("shown", play);
    stage.inert = !play;
    host.shown = play;
    document.documentElement.classList.toggle("playing", play);
    if (paper) papers.open();
    else if (play) at("mirror").focus({ preventScroll: true });
}
window.addEventListener("hashchange", show);
for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    loading.addEventListener(type, (event) => {
        if (!event.target.closest("a, button")) reading = true;
    }, { passive: true });
}
window.addEventListener("scroll", () => {
    if (!loading.hidden) reading = true;
}, { passive: true });

const waiting = [];
dropped(
    (name, bytes) => {
        if (!at("papers").hidden) papers.take(name, bytes);
        else if (running) game.open_file(name, bytes);
        else waiting.push([name, bytes]);
    },
    (text) => (at("papers").hidden ? say(text) : papers.refuse(text)),
);

window.addEventListener("beforeunload", (event) => {
    try {
        if (running && !told && game.unkept()) event.preventDefault();
    } catch (error) {
        console.warn("the game could not be asked:", error);
    }
});

async function main() {
    show();
    if (!canDraw()) {
        tellLoading("This browser cannot draw the game: WebGL 2 is missing or switched off. Switch on hardware acceleration in its settings, "
            + "or use another browser (Chrome, Edge, Firefox, or Safari from 16.4). Everything on paper works here as well.");
        at("without").hidden = false;
        if (!location.hash) location.hash = "#papers";
        return;
    }
    try {
        await engine;
    } catch {
        return;
    }
    crew.gather(await compiled, spare).catch(fault);
    crew.warm.then(() => document.documentElement.classList.add("warm"));
    try {
        game.prefer(JSON.stringify({
            reduced_motion: wants("(prefers-reduced-motion: reduce)"),
            dark: wants("(prefers-color-scheme: dark)"),
            contrast: wants("(prefers-contrast: more)") || wants("(forced-colors: active)"),
        }));
        await begin();
        for (const [name, bytes] of waiting.splice(0)) game.open_file(name, bytes);
    } catch (error) {
        console.warn("the game did not start:", error);
        tellLoading(`The game could not be started: ${error.message ?? error}. Everything on paper works as well.`, true);
    }
}

main();

// Offline after the first visit, where the browser trusts the address.
if (!at("program") && window.isSecureContext && navigator.serviceWorker && /^https?:$/.test(location.protocol)) {
    navigator.serviceWorker.register("sw.js").catch((error) => console.warn("the page will need its server again:", error));
}
