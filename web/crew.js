// The page's workers: copies of the program that share the jobs of what takes long, and leave the page free to answer.

import * as game from "./stackholders.js";
import { bound } from "./stackholders.js";

/** Workers at most: each of them has a memory of its own. */
const WORKERS = 4;
/** Milliseconds for which the page waits for workers to come; then it begins alone. */
const PATIENCE = 5_000;
/** Milliseconds after which workers who say nothing are no longer waited for. */
const LATE = 20_000;
/** Futures after which a browser has compiled most of what plays them, and those after which it has compiled the rest, by trial in Chromium. */
const LUKEWARM = 1_000;
const WARM = 9_000;
/** Work in one piece (ms): a picture and an answer fit in between. */
export const PIECE = 8;
/** Milliseconds between pieces that nobody waits for. */
const REST = 24;

/**
 * Gives what asks for a turn of work: one at a time, with whatever else waits in between.
 * @param {() => void} work
 */
export function turns(work) {
    const { port1, port2 } = new MessageChannel();
    let asked = false;
    port1.onmessage = () => {
        asked = false;
        work();
    };
    return () => {
        if (asked) return;
        asked = true;
        port2.postMessage(null);
    };
}

/** What a worker does. This text is its whole script, with the glue of the program as `bound` and what turns work. */
function member(bound, turns) {
    /** Work in one piece (ms), after which it listens. */
    const TURN = 40;
    const game = bound();
    const others = [];
    let took = 0;
    /** Futures to play while there is nothing else to do. */
    let cold = 0;
    const again = turns(() => {
        const from = performance.now();
        const step = game.go_on(TURN);
        took += performance.now() - from;
        game.say((errand, round, place, bytes) => {
            const share = { errand, round, place, bytes };
            for (const other of others) other.postMessage(share);
            postMessage({ did: "share", ...share, took }, [bytes.buffer]);
            took = 0;
        });
        if (step === 1) again();
        if (step !== 0 || cold === 0) return;
        if (game.warm(cold, TURN)) {
            again();
            return;
        }
        cold = 0;
        postMessage({ did: "warm" });
    });
    const hear = ({ data: { errand, round, place, bytes } }) => {
        game.hear(errand, round, place, bytes);
        again();
    };
    onmessage = ({ data }) => {
        switch (data.do) {
            case "begin":
                game.initSync({ module: data.module });
                break;
            case "warm":
                cold = data.futures;
                again();
                break;
            case "join":
                game.join(data.place, data.members);
                for (const port of data.ports) {
                    port.onmessage = hear;
                    others.push(port);
                }
                postMessage({ did: "join" });
                break;
            case "errand":
                if (game.take_up(data.number, data.text)) again();
                else postMessage({ did: "refuse" });
                break;
        }
    };
}

/** The workers, as the page knows them. Where there are none, or one fails, the page does everything itself. */
export class Crew {
    /** @param {() => void} wake called when there is something new to go on with */
    constructor(wake) {
        this.wake = wake;
        this.workers = [];
        /** Whether they take up errands. */
        this.joined = false;
        /** Milliseconds that they have worked. */
        this.took = 0;
        /** When it is known whether there are workers, and they are worth asking. */
        this.settled = new Promise((settle) => { this.settle = settle; });
        /** When a browser has compiled the rules well. */
        this.warm = new Promise((done) => { this.isWarm = done; });
    }

    /**
     * Gets the workers. The first one has the rules compiled by playing futures: a browser compiles well what ran often, and once
     * for all who run one module. The others come then: cold, they would only be in the way. What the page does itself waits until it
     * has time to `spare`.
     */
    async gather(module, spare) {
        setTimeout(this.settle, PATIENCE);
        const members = Math.min(navigator.hardwareConcurrency ?? 1, WORKERS);
        if (members > 1 && this.start(module) && await this.plays(LUKEWARM) && this.join(module, members)) await this.plays(WARM);
        else this.dismiss();
        await spare;
        while (this.workers.length === 0 && game.warm(WARM, PIECE)) await new Promise((next) => setTimeout(next, REST));
        this.isWarm();
    }

    /** Whether the first worker could play so many futures, when it has. */
    plays(futures) {
        return new Promise((done) => {
            this.played = done;
            this.workers[0].postMessage({ do: "warm", futures });
        });
    }

    /** One worker more; says whether there is one. */
    start(module) {
        const address = URL.createObjectURL(new Blob([`(${member})(${bound}, ${turns});`], { type: "text/javascript" }));
        try {
            const worker = new Worker(address);
            this.workers.push(worker);
            worker.onmessage = ({ data }) => this.hear(data);
            // Some browsers start no worker from a page that was opened from disk.
            worker.onmessageerror = () => this.dismiss();
            worker.onerror = (event) => {
                event.preventDefault();
                this.dismiss();
            };
            worker.postMessage({ do: "begin", module });
            return true;
        } catch {
            this.dismiss();
            return false;
        } finally {
            // The script is fetched by then or later; a minute is enough for either.
            setTimeout(() => URL.revokeObjectURL(address), 60_000);
        }
    }

    /** All workers come to know each other; says whether there are so many. */
    join(module, members) {
        while (this.workers.length < members) if (!this.start(module)) return false;
        const ports = this.workers.map(() => []);
        for (const [place, own] of ports.entries()) {
            for (const other of ports.slice(place + 1)) {
                const { port1, port2 } = new MessageChannel();
                own.push(port1);
                other.push(port2);
            }
        }
        this.missing = members;
        for (const [place, worker] of this.workers.entries()) {
            worker.postMessage({ do: "join", place, members, ports: ports[place] }, ports[place]);
        }
        return true;
    }

    hear(data) {
        switch (data.did) {
            case "share": return this.share(data);
            case "warm": return this.played(true);
            case "join":
                if (--this.missing > 0) return undefined;
                this.joined = true;
                game.gather(this.workers.length);
                return this.settle();
            default: return this.dismiss();
        }
    }

    share({ errand, round, place, bytes, took }) {
        this.took += took;
        game.hear(errand, round, place, bytes);
        this.watch();
        this.wake();
    }

    /** Passes on what the game says to the workers. */
    pass() {
        game.say((number, text) => {
            for (const worker of this.workers) worker.postMessage({ do: "errand", number, text });
            this.watch();
        });
    }

    /** The game waits for workers, or does so no longer. */
    waits(now) {
        // Pictures ask again and again meanwhile: only what a worker says begins the time anew.
        if (now === this.waiting) return;
        this.waiting = now;
        if (now) this.watch();
        else clearTimeout(this.late);
    }

    watch() {
        clearTimeout(this.late);
        if (this.waiting) this.late = setTimeout(() => this.dismiss(), LATE);
    }

    /** From now on the page does everything itself. */
    dismiss() {
        clearTimeout(this.late);
        for (const worker of this.workers.splice(0)) worker.terminate();
        this.joined = false;
        this.played?.(false);
        game.gather(0);
        this.settle();
        this.wake();
    }
}
