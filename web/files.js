// Files in and out: chosen, dropped, saved. Nothing is sent anywhere.

/** Larger files are none of ours (bytes). */
const LARGEST = 16 * 1024 * 1024;
/** So many files of a folder are read, and so deep. */
const MOST = 500;
const DEEPEST = 8;

const TYPES = {
    csv: "text/csv", html: "text/html", json: "application/json", md: "text/markdown", png: "image/png", svg: "image/svg+xml",
    txt: "text/plain", zip: "application/zip",
};

/** Gives bytes to whoever sits here, as a download. What is no kind known to browsers keeps its ending. */
export function save(name, bytes) {
    const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
    const kind = TYPES[ending] ?? "application/octet-stream";
    const type = kind.startsWith("text/") ? `${kind};charset=utf-8` : kind;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Reads files one after the other; one that is too large is given on as a refusal. */
export async function read(files, open, refuse) {
    for (const file of files) {
        if (file.size > LARGEST) {
            refuse(`${file.name} has ${(file.size / 1e6).toFixed(1)} MB; files of up to 16 MB are read`);
            continue;
        }
        try {
            open(file.name, new Uint8Array(await file.arrayBuffer()));
        } catch (error) {
            refuse(`${file.name} could not be read: ${error.message ?? error}`);
        }
    }
}

/** The browser's own dialog for files. */
export function chooser(input, open, refuse) {
    input.addEventListener("change", async () => {
        const files = [...input.files];
        input.value = "";
        await read(files, open, refuse);
    });
    return () => input.click();
}

/** Files and folders dropped anywhere on the page. */
export function dropped(open, refuse) {
    const ours = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    for (const type of ["dragenter", "dragover"]) {
        window.addEventListener(type, (event) => {
            if (!ours(event)) return;
            event.preventDefault();
            event.stopPropagation();
            event.dataTransfer.dropEffect = "copy";
        }, true);
    }
    window.addEventListener("drop", async (event) => {
        if (!ours(event)) return;
        event.preventDefault();
        event.stopPropagation();
        // What was dropped is there only now: entries and files are taken before the first wait.
        const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
        const taken = items.map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
        const files = [];
        for (const { entry, file } of taken) {
            try {
                if (entry?.isDirectory) await gather(entry, files, DEEPEST);
                else if (file) files.push(file);
            } catch (error) {
                refuse(`${entry?.name ?? file?.name} could not be read: ${error.message ?? error}`);
            }
        }
        await read(files, open, refuse);
    }, true);
}

async function gather(entry, files, depth) {
    if (files.length >= MOST) return;
    if (entry.isFile) {
        files.push(await new Promise((found, failed) => entry.file(found, failed)));
        return;
    }
    if (depth === 0) return;
    const reader = entry.createReader();
    for (;;) {
        const some = await new Promise((found, failed) => reader.readEntries(found, failed));
        if (some.length === 0) return;
        some.sort((a, b) => (a.name < b.name ? -1 : 1));
        for (const inner of some) await gather(inner, files, depth - 1);
    }
}
