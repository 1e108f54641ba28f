// What the game shows, as elements: every button, text and value of the canvas has one here, at the same place, unseen.
// A screen reader reads them, the Tab key walks them in their order, and what is done to them is done to the game.
//
// Always: an element stays the same element as long as its node lives, so focus is never lost to a redraw.

// Roles that are pressed, and the ARIA role of the `<button>` that stands for them.
const PRESSED = {
    button: null, checkbox: "checkbox", combobox: null, menuitem: null, option: null, radio: "radio", switch: "switch", tab: "tab",
};
const FIELDS = { searchbox: "text", slider: "range", spinbutton: "number", textbox: "text" };
const TEXTS = new Set(["heading", "label", "link", "note", "paragraph", "text"]);
const MEASURES = new Set(["meter", "progressbar"]);
const NAMED_ONLY = { alertdialog: "alertdialog", dialog: "dialog", window: "region", region: "region" };

/** How a node is built: tag, type of an input, role. Another shape needs another element. */
function shapeOf(node, parent) {
    const { role } = node;
    // What steps without telling numbers keeps its own arrow keys.
    if (role === "slider" && node.now === undefined) return { tag: "div", role, leaf: true };
    if (role in FIELDS) {
        return node.multiline ? { tag: "textarea" } : { tag: "input", type: FIELDS[role] };
    }
    if (role in PRESSED) return { tag: "button", role: PRESSED[role] };
    if (role === "link") return { tag: "a" };
    if (node.press) return { tag: "button" };
    if (role === "heading") return { tag: `h${Math.min(Math.max(node.level ?? 2, 1), 6)}` };
    if (role === "image" || role === "img") return { tag: "div", role: named(node) ? "img" : null, leaf: true };
    if (MEASURES.has(role)) return { tag: "div", role, leaf: true };
    if (TEXTS.has(role)) return { tag: "p" };
    if (role === "list" && node.lists) return { tag: "div", role };
    if (role === "listitem" && parent?.lists) return { tag: "div", role };
    const name = named(node);
    return { tag: "div", role: name ? (NAMED_ONLY[role] ?? "group") : null, holds: true };
}

function named(node) {
    return node.name || node.description || "";
}

/** The text that a leaf shows. */
function textOf({ name, value }) {
    return name || String(value ?? "");
}

/** What is said after the name: the value of what has no place for one, and the description. */
function restOf({ name, value, description }, told) {
    const parts = [told ? undefined : value, description];
    return [...new Set(parts)].filter((part) => part && part !== name).join(". ");
}

function set(element, name, value) {
    if (value === undefined || value === null || value === "") {
        if (element.hasAttribute(name)) element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
        element.setAttribute(name, value);
    }
}

export class Mirror {
    /**
     * @param {HTMLElement} container over the canvas, with the same box
     * @param {(action: object) => void} act what is done to the game
     */
    constructor(container, act) {
        this.container = container;
        this.act = act;
        this.nodes = new Map();
        this.elements = new Map();
        this.lists = new Map();
        this.root = null;
        this.focus = null;
        this.held = null;
        // Whoever points at the canvas is not led through the mirror.
        this.pointing = false;
        this.quiet = false;
        container.addEventListener("focusin", (event) => this.#focused(event.target));
        container.addEventListener("click", (event) => this.#pressed(event));
        container.addEventListener("input", (event) => this.#edited(event));
        container.addEventListener("compositionend", (event) => this.#edited(event));
        container.addEventListener("focusout", (event) => this.#settle(event.target));
    }

    /** Whether the keyboard is at one of the elements, not just at the container. */
    get holds() {
        const active = document.activeElement;
        return active !== this.container && this.container.contains(active);
    }

    /** The element of what has the keyboard in the game. */
    get focused() {
        return this.elements.get(this.focus) ?? null;
    }

    /** Takes an update of the tree: changed nodes, root and focus. */
    update({ nodes, root, focus }) {
        const active = document.activeElement;
        const inside = this.container.contains(active);
        const changed = new Set();
        for (const node of nodes) {
            this.nodes.set(node.id, node);
            changed.add(node.id);
        }
        this.root = root;
        this.#bury();
        const top = this.nodes.get(root);
        if (top) this.#fill(this.container, top, [0, 0], changed);
        if (inside && !this.container.contains(document.activeElement)) {
            this.#quietly(active.isConnected ? active : this.container);
        }
        const moved = focus !== this.focus;
        this.focus = focus;
        if (this.held?.set.node === focus) this.#release();
        if (moved && focus && !this.pointing && this.container.contains(document.activeElement)) {
            const element = this.elements.get(focus);
            if (element && element !== document.activeElement) this.#quietly(element);
        }
    }

    /** Gives an element the keyboard without telling the game, which knows. */
    #quietly(element) {
        this.quiet = true;
        if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.tabIndex = -1;
        element.focus({ preventScroll: true });
        this.quiet = false;
    }

    /** Starts from what has the keyboard in the game: the browser's own Tab goes on from there. */
    enter() {
        this.pointing = false;
        if (!this.holds) this.#quietly(this.focused ?? this.container);
    }

    /** Takes out what can no longer be reached from the root. */
    #bury() {
        const alive = new Set();
        const walk = (id) => {
            const node = this.nodes.get(id);
            if (!node || alive.has(id)) return;
            alive.add(id);
            for (const child of node.children ?? []) walk(child);
        };
        walk(this.root);
        for (const id of this.nodes.keys()) {
            if (!alive.has(id)) this.nodes.delete(id);
        }
        for (const [id, element] of this.elements) {
            if (!alive.has(id)) {
                // What still lives inside it is put elsewhere by the coming arrangement.
                for (const inner of element.querySelectorAll("[data-node]")) {
                    if (alive.has(inner.dataset.node)) this.container.append(inner);
                }
                element.remove();
                this.elements.delete(id);
            }
        }
    }

    /** Puts the children of a node in their order into its element. `corner` is where that element's own corner is. */
    #fill(element, node, corner, changed) {
        const wanted = [];
        let tabs = null;
        let runs = 0;
        const put = (id, parent) => {
            const child = this.nodes.get(id);
            if (!child) return;
            const children = (child.children ?? []).filter((inner) => this.nodes.has(inner));
            child.lists = child.role === "list" && children.length > 0
                && children.every((inner) => this.nodes.get(inner).role === "listitem");
            const shape = shapeOf(child, parent);
            const made = this.#element(child, shape, corner, changed);
            if (shape.role === "tab") {
                tabs ??= { of: [] };
                if (tabs.of.length === 0) {
                    tabs.element = this.#tablist(`${node.id} ${runs++}`, node);
                    wanted.push(tabs.element);
                }
                tabs.of.push(made);
            } else {
                this.#tabs(tabs);
                tabs = null;
                wanted.push(made);
            }
            if (shape.holds || shape.role === "list" || shape.role === "listitem") {
                this.#fill(made, child, child.box ?? corner, changed);
            } else {
                // What is pressed or read as one thing holds nothing: its parts follow it.
                for (const inner of children) put(inner, child);
            }
        };
        for (const id of node.children ?? []) put(id, node);
        this.#tabs(tabs);
        arrange(element, wanted);
    }

    /** Tabs are tabs only in a list of tabs. */
    #tablist(key, node) {
        let list = this.lists.get(key);
        if (!list) {
            list = document.createElement("div");
            list.setAttribute("role", "tablist");
            this.lists.set(key, list);
        }
        set(list, "aria-label", named(node));
        return list;
    }

    #tabs(tabs) {
        if (tabs) arrange(tabs.element, tabs.of);
        for (const [key, list] of this.lists) {
            if (!list.isConnected && !list.hasChildNodes()) this.lists.delete(key);
        }
    }

    #element(node, shape, corner, changed) {
        const key = `${shape.tag} ${shape.type ?? ""} ${shape.role ?? ""}`;
        let element = this.elements.get(node.id);
        let fresh = false;
        if (!element || element.key !== key) {
            const old = element;
            element = document.createElement(shape.tag);
            element.key = key;
            element.dataset.node = node.id;
            if (shape.tag === "button") element.type = "button";
            if (shape.tag === "a") element.href = "#";
            if (shape.type) element.type = shape.type;
            if (shape.role) element.setAttribute("role", shape.role);
            if (old) {
                const held = old.contains(document.activeElement);
                old.replaceWith(element);
                if (held) this.#quietly(element);
            }
            this.elements.set(node.id, element);
            fresh = true;
        }
        if (fresh || changed.has(node.id)) this.#describe(element, node, shape);
        const [x, y, width, height] = node.box ?? [corner[0], corner[1], 0, 0];
        const place = `${x - corner[0]} ${y - corner[1]} ${width} ${height}`;
        if (element.place !== place) {
            element.place = place;
            const { style } = element;
            style.left = `${x - corner[0]}px`;
            style.top = `${y - corner[1]}px`;
            style.width = `${width}px`;
            style.height = `${height}px`;
        }
        return element;
    }

    #describe(element, node, shape) {
        const { tag, type, role } = shape;
        const button = tag === "button";
        const field = tag === "input" || tag === "textarea";
        const name = named(node);
        if (field) {
            set(element, "aria-label", name || node.placeholder);
            set(element, "placeholder", type === "range" ? null : node.placeholder);
        } else if (shape.holds || shape.leaf) {
            set(element, "aria-label", role ? name || node.value : null);
        } else {
            const text = textOf(node) || (button || tag === "a" ? name : "");
            if (element.textContent !== text) element.textContent = text;
        }
        const told = field || MEASURES.has(role) || role === "slider" || !node.name;
        set(element, "aria-description", name === node.description ? null : restOf(node, told));
        set(element, "aria-live", node.live);
        set(element, "aria-disabled", node.disabled ? "true" : null);
        if (button) {
            const stated = role === "checkbox" || role === "radio" || role === "switch";
            set(element, "aria-checked", stated ? checked(node, role) : null);
            set(element, "aria-selected", role === "tab" ? node.selected === true : null);
            const pressed = node.pressed ?? node.selected ?? (node.checked === "mixed" ? undefined : node.checked);
            set(element, "aria-pressed", role ? null : pressed);
            set(element, "aria-expanded", role === "radio" ? null : node.expanded);
            set(element, "aria-haspopup", node.popup && !role ? "true" : null);
        }
        if (MEASURES.has(role) || (shape.leaf && role === "slider")) measure(element, node);
        if (type === "range" || type === "number") {
            set(element, "min", node.min);
            set(element, "max", node.max);
            set(element, "step", node.step || "any");
            set(element, "aria-valuetext", type === "range" ? node.value : null);
        }
        if (field) {
            if (type !== "range") element.readOnly = node.disabled === true;
            this.#show(element, type === "range" || type === "number" ? node.now ?? node.value : node.value);
        }
        // What cannot be used can still be read and keeps the keyboard while it has it; Tab passes it by.
        const native = button || field || tag === "a";
        const reached = !node.disabled && (native || Boolean(node.focusable && (name || node.value)));
        set(element, "tabindex", reached === native ? null : reached ? 0 : -1);
    }

    /** Shows a value, unless somebody is just typing another. */
    #show(element, value) {
        const text = String(value ?? "");
        element.shown = text;
        const typing = element === document.activeElement && performance.now() - (element.typed ?? -1e9) < 600;
        if (typing) {
            clearTimeout(element.later);
            element.later = setTimeout(() => this.#show(element, element.shown), 700);
        } else if (element.value !== text) {
            element.value = text;
        }
    }

    #focused(element) {
        if (this.quiet || element === this.container) return;
        this.pointing = false;
        const node = element.dataset.node;
        if (node && node !== this.focus) this.act({ node, do: "focus" });
    }

    #pressed(event) {
        const element = event.target.closest("[data-node]");
        if (!element || element.matches("input, textarea")) return;
        event.preventDefault();
        if (element.matches("button, a") && element.getAttribute("aria-disabled") !== "true") {
            this.act({ node: element.dataset.node, do: "press" });
        }
    }

    #edited(event) {
        const element = event.target;
        const node = element.dataset.node;
        if (!node || event.isComposing) return;
        if (element.getAttribute("aria-disabled") === "true") {
            element.value = element.shown;
            return;
        }
        element.typed = performance.now();
        const numeric = element.type === "range" || element.type === "number";
        if (numeric && element.value === "") return;
        const set = { node, do: "set", value: numeric ? Number(element.value) : element.value };
        clearTimeout(this.held?.timer);
        this.held = null;
        if (this.focus === node || numeric) {
            this.act(set);
        } else {
            // What is typed waits until the game is at this field, or it would go to the one before.
            this.held = { set, timer: setTimeout(() => this.#release(), 500) };
        }
    }

    #release() {
        const { set, timer } = this.held;
        clearTimeout(timer);
        this.held = null;
        this.act(set);
    }

    #settle(element) {
        if (element.shown === undefined) return;
        element.typed = undefined;
        clearTimeout(element.later);
        element.later = setTimeout(() => this.#show(element, element.shown), 100);
    }
}

function checked(node, role) {
    const value = node.checked ?? node.selected ?? node.pressed ?? false;
    return value === "mixed" && role !== "checkbox" ? "false" : String(value);
}

function measure(element, node) {
    set(element, "aria-valuemin", node.min ?? 0);
    set(element, "aria-valuemax", node.max ?? 1);
    set(element, "aria-valuenow", node.now ?? (node.role === "slider" ? 0 : undefined));
    set(element, "aria-valuetext", node.value);
    if (!element.hasAttribute("aria-label")) set(element, "aria-label", node.value ?? "Progress");
}

/** Makes the children of an element exactly these, moving as few as possible. */
function arrange(element, wanted) {
    const kept = new Set(wanted);
    for (const child of [...element.children]) {
        if (!kept.has(child)) child.remove();
    }
    let next = element.firstChild;
    for (const child of wanted) {
        if (child === next) {
            next = next.nextSibling;
        } else if (element.moveBefore && element.isConnected && child.isConnected) {
            element.moveBefore(child, next);
        } else {
            element.insertBefore(child, next);
        }
    }
}
