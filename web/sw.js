// Keeps the page for use without a network. `VERSION` and `FILES` stand above: the files of one build, and nothing else.

// Another copy of the page on the same server keeps its own.
const OURS = `stackholders ${self.registration.scope} `;
const CACHE = OURS + VERSION;

self.addEventListener("install", (event) => {
    event.waitUntil((async () => {
        const cache = await caches.open(CACHE);
        // Names with a hash may come from the browser's own store; the others must be of this build.
        await cache.addAll(FILES.map((file) => new Request(file, { cache: file.includes("-") ? "default" : "reload" })));
        await self.skipWaiting();
    })());
});

self.addEventListener("activate", (event) => {
    event.waitUntil((async () => {
        for (const name of await caches.keys()) {
            if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
        }
        await self.clients.claim();
    })());
});

self.addEventListener("fetch", (event) => {
    const { request } = event;
    const address = new URL(request.url);
    if (request.method !== "GET" || address.origin !== self.location.origin) return;
    event.respondWith((async () => {
        const cache = await caches.open(CACHE);
        const page = request.mode === "navigate" && /\/(index\.html)?$/.test(address.pathname) ? "./" : request;
        return (await cache.match(page, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
    })());
});
