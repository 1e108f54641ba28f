// A browser and a small server for the tests of the page. Whatever the console calls an error fails the test, and so does any
// request to another address.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));
export const dist = process.env.STACKHOLDERS_DIST ?? path.join(here, "../dist");
export const golden = process.env.STACKHOLDERS_GOLDEN ?? path.join(here, "../../tests/golden");
const program = process.env.CHROMIUM ?? "/usr/bin/chromium";

const TYPES = {
    ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
};

/** Serves `dist` as an ordinary server would; `cut` closes its door. `changed` is what it gives in the place of a file. */
export async function serve() {
    const changed = new Map();
    const server = http.createServer((request, response) => {
        const name = new URL(request.url, "http://page").pathname.replace(/\/$/, "/index.html");
        const file = path.join(dist, path.normalize(name));
        if (!file.startsWith(dist) || !fs.existsSync(file)) {
            response.writeHead(404).end();
            return;
        }
        const accepted = request.headers["accept-encoding"] ?? "";
        const [encoding, ending] = /\bbr\b/.test(accepted) ? ["br", ".br"] : /\bgzip\b/.test(accepted) ? ["gzip", ".gz"] : [null, ""];
        const other = changed.get(name);
        const packed = encoding && !other && fs.existsSync(file + ending);
        const data = other ?? fs.readFileSync(packed ? file + ending : file);
        response.writeHead(200, {
            "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
            "cache-control": /-[0-9a-f]{12}\./.test(name) ? "public, max-age=31536000, immutable" : "no-cache",
            vary: "accept-encoding",
            ...(packed ? { "content-encoding": encoding } : {}),
        }).end(data);
    });
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    const address = `http://127.0.0.1:${server.address().port}/`;
    const cut = () => new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
    });
    return { address, changed, cut };
}

/** A browser; `drawing: false` takes the graphics away from it. */
export function launch({ drawing = true } = {}) {
    const graphics = drawing
        ? ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        : ["--disable-gpu", "--disable-3d-apis"];
    return chromium.launch({
        executablePath: program,
        args: [
            "--headless", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", ...graphics,
        ],
    });
}

/** A page of its own, watched. `faults` is what no test may leave behind. */
export async function visit(browser, address, { prepare, expected = [], ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, acceptDownloads: true, ...options });
    const faults = [];
    const fault = (text) => {
        if (!expected.some((pattern) => pattern.test(text))) faults.push(text);
    };
    const home = new URL(address);
    context.on("request", (request) => {
        const { protocol, host } = new URL(request.url());
        const inside = ["data:", "blob:", "about:"].includes(protocol) || (protocol === home.protocol && host === home.host);
        if (!inside) fault(`a request to ${request.url()}`);
    });
    const page = await context.newPage();
    page.on("console", (message) => {
        if (message.type() === "error") fault(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => fault(`error: ${error.message}`));
    if (prepare) await prepare(page, context);
    const start = performance.now();
    await page.goto(address);
    return { context, page, faults, start };
}

/** Waits until the game can be played. */
export async function playing(page) {
    await page.locator("#stage.shown").waitFor({ state: "attached", timeout: 60_000 });
    await page.locator("#mirror [data-node]").first().waitFor({ state: "attached" });
}

/** All text of the mirror. */
export function words(page) {
    return page.evaluate(() => [...document.querySelectorAll("#mirror [data-node]")]
        .map((element) => [element.getAttribute("aria-label"), element.getAttribute("aria-valuetext"), element.value,
            element.querySelector("[data-node]") ? "" : element.textContent].filter(Boolean).join(" ")).join("\n"));
}

/** Waits until something holds, and says what it waited for. */
export async function until(what, holds, timeout = 10_000) {
    const end = performance.now() + timeout;
    for (;;) {
        const value = await holds();
        if (value) return value;
        if (performance.now() > end) throw new Error(`waited ${timeout / 1000} s for: ${what}`);
        await new Promise((next) => setTimeout(next, 50));
    }
}
