// Papers: what the game can say without drawing. The same engine answers, in plain elements.

import { read, save } from "./files.js";

const KINDS = { "role-cards": "Role cards", matrix: "Comparison matrix", "hot-wash": "Hot-wash sheet" };

/** A fragment as one of several in a page: it is not the main thing there, and has no names that another may have as well. */
export const apart = (html) => html.replace(/<(\/?)main\b/g, "<$1div").replace(/ (id|aria-labelledby)="[^"]*"/g, "");

export class Papers {
    /**
     * @param {HTMLElement} element the part of the page that is filled
     * @param {Promise<object>} engine the game's own functions, once they are here
     */
    constructor(element, engine) {
        this.element = element;
        this.engine = engine;
        this.find = (name) => element.querySelector(`[data-part="${name}"]`);
        this.filled = false;
    }

    /** Opens the papers; the first time it makes its buttons work. */
    async open() {
        this.element.hidden = false;
        this.element.querySelector("h1").focus({ preventScroll: true });
        if (this.filled) return;
        this.filled = true;
        this.find("decode").addEventListener("submit", (event) => {
            event.preventDefault();
            this.#answer((game) => game.outcome(this.find("code").value.trim()));
        });
        this.find("files").addEventListener("change", async (event) => {
            const files = [...event.target.files];
            event.target.value = "";
            await read(files, (name, bytes) => this.take(name, bytes), (text) => this.refuse(text));
        });
        this.find("print").addEventListener("click", () => this.find("sheet").contentWindow.print());
        this.find("save").addEventListener("click", () => {
            save(this.sheet.name, new TextEncoder().encode(this.sheet.page));
        });
        const list = this.find("documents");
        try {
            const game = await this.engine;
            for (const { slug, title } of JSON.parse(game.briefs())) {
                const group = document.createElement("li");
                const heading = document.createElement("h3");
                heading.textContent = title;
                group.append(heading);
                for (const [kind, label] of Object.entries(KINDS)) {
                    const button = document.createElement("button");
                    button.type = "button";
                    button.textContent = `${label}…`;
                    button.setAttribute("aria-label", `${label}… ${title}`);
                    button.addEventListener("click", () => this.#show(game.paper(kind, slug), `${title}: ${label}`, `${slug}-${kind}.html`));
                    group.append(button);
                }
                list.append(group);
            }
            this.find("wait").hidden = true;
        } catch (error) {
            this.find("wait").textContent = `The engine could not be started, so only the briefs can be read: ${error.message ?? error}`;
        }
    }

    /** A run file: its outcome, or why it has none. */
    take(name, bytes) {
        return this.#answer((game) => game.replayed(name, bytes));
    }

    refuse(text) {
        const line = document.createElement("p");
        line.textContent = text;
        this.find("answer").replaceChildren(line);
        this.find("answer").focus();
    }

    async #answer(ask) {
        try {
            const answer = this.find("answer");
            // The engine escapes every text it puts into its fragments.
            answer.innerHTML = apart(ask(await this.engine));
            answer.focus();
        } catch (error) {
            this.refuse(`This could not be read: ${error.message ?? error}`);
        }
    }

    #show(page, title, name) {
        this.sheet = { page, name };
        const frame = this.find("sheet");
        frame.title = title;
        frame.srcdoc = page;
        const shown = this.find("shown");
        shown.hidden = false;
        this.find("title").textContent = title;
        this.find("title").focus();
        shown.scrollIntoView({ block: "start" });
    }
}
