// Where the canvas lives, and how the keyboard reaches it.
//
// The game believes that it has the keyboard whenever its canvas is the active element of its tree. Here the canvas is the
// active element of a shadow tree of its own for as long as the game is shown, and the true focus is on the mirror:
// so keys that the mirror passes on are heard, and no frame of the game takes the focus away from a screen reader.

// Keys that a field uses itself.
const FIELD_KEYS = new Set(["Enter", "Escape", "PageUp", "PageDown"]);

export class Host {
    /**
     * @param {HTMLElement} element holds the canvas
     * @param {import("./mirror.js").Mirror} mirror
     */
    constructor(element, mirror) {
        this.element = element;
        this.mirror = mirror;
        this.canvas = null;
        this.shown = false;
        this.root = element.attachShadow({ mode: "open" });
        Object.defineProperty(this.root, "activeElement", {
            get: () => Reflect.get(ShadowRoot.prototype, "activeElement", this.root) ?? (this.shown ? this.canvas : null),
        });
        // The field that the game types through on the canvas is no stop of the Tab key, and asks before it takes the focus.
        this.root.insertBefore = (child, before) => {
            if (child instanceof HTMLInputElement) {
                child.tabIndex = -1;
                child.setAttribute("aria-label", "Typing");
                child.focus = (options) => {
                    if (this.shown && !mirror.holds) HTMLElement.prototype.focus.call(child, options);
                };
            }
            return Node.prototype.insertBefore.call(this.root, child, before);
        };
        this.#listen();
    }

    /** A new canvas in the place of the last one. */
    fresh() {
        this.canvas?.remove();
        const canvas = document.createElement("canvas");
        canvas.setAttribute("aria-hidden", "true");
        Object.assign(canvas.style, { display: "block", width: "100%", height: "100%", touchAction: "none" });
        canvas.focus = () => {
            const active = document.activeElement;
            if (this.shown && (active === document.body || active === this.element || active === null)) {
                this.mirror.container.focus({ preventScroll: true });
            }
        };
        this.root.append(canvas);
        this.canvas = canvas;
        return canvas;
    }

    /** After the game made itself at home in the canvas. */
    settled() {
        this.canvas.tabIndex = -1;
    }

    #listen() {
        const { element, mirror } = this;
        const inside = (event) => this.shown && (element.contains(event.target) || mirror.container.contains(event.target));
        // A finger or a mouse takes over from the mirror; the focus itself stays where a screen reader finds it.
        element.addEventListener("pointerdown", () => {
            mirror.pointing = true;
            if (mirror.holds) mirror.container.focus({ preventScroll: true });
        }, true);
        element.addEventListener("mousedown", (event) => event.preventDefault(), true);
        // Zooming belongs to the browser.
        element.addEventListener("wheel", (event) => {
            if (event.ctrlKey) event.stopPropagation();
        }, { capture: true, passive: true });
        for (const type of ["keydown", "keyup"]) {
            window.addEventListener(type, (event) => {
                if (inside(event)) this.#key(event);
            }, true);
        }
        for (const type of ["copy", "cut", "paste"]) {
            // A field of the mirror copies and pastes by itself.
            window.addEventListener(type, (event) => {
                if (event.target instanceof Element && event.target.matches("#mirror input, #mirror textarea")) event.stopPropagation();
            }, true);
        }
    }

    #key(event) {
        const { mirror } = this;
        if (event.key === "F1") event.preventDefault();
        if (event.key === "Tab") {
            // The browser's own Tab walks the mirror.
            event.stopPropagation();
            if (event.type === "keydown") mirror.enter();
            return;
        }
        // On the canvas itself, or in the field it types through: the game hears it anyway.
        if (this.element.contains(event.target)) return;
        const target = event.target;
        if (target.matches("input, textarea")) {
            const field = target.type === "range" ? event.key === "Escape" || /^F\d/.test(event.key)
                : /^F\d/.test(event.key) || (FIELD_KEYS.has(event.key) && !(target.tagName === "TEXTAREA" && event.key !== "Escape"));
            if (!field || event.isComposing) return;
        } else if (target !== mirror.container && (event.key === "Enter" || event.key === " ")) {
            return;
        }
        if (event.type === "keydown") mirror.pointing = false;
        this.#pass(event);
    }

    /** The same key, for the canvas. */
    #pass(event) {
        const { type, key, code, location, repeat, isComposing, ctrlKey, shiftKey, altKey, metaKey } = event;
        const copy = new KeyboardEvent(type, {
            key, code, location, repeat, isComposing, ctrlKey, shiftKey, altKey, metaKey, bubbles: false, cancelable: true,
        });
        if (!this.canvas?.dispatchEvent(copy)) event.preventDefault();
    }
}
