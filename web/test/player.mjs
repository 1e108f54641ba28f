// Plays what was recorded: the same presses by the mirror alone, by a mouse, and by a finger.

import { playing, until } from "./browser.mjs";

// Roles that the mirror shows as another (see web/mirror.js).
export const SHOWN = { combobox: "button", group: "button", img: "button", label: "button", menuitem: "button", option: "button" };

/** The element of a recorded step: the one of this role and name, or of several the one at this place. */
export function find(page, { role, name, nth }) {
    return page.locator("#mirror").getByRole(SHOWN[role] ?? role, { name, exact: true }).nth(nth ?? 0);
}

/** The middle of an element, once it has come to rest inside of the window. */
async function middle(page, element, what) {
    let last = null;
    // It is scrolled to in the pictures after it was asked for.
    await page.waitForTimeout(300);
    return until(`${what} to lie still in the window`, async () => {
        const box = await element.boundingBox();
        const { width, height } = page.viewportSize();
        const still = box && last && box.x === last.x && box.y === last.y && box.width === last.width;
        last = box;
        if (!still || box.width < 1) return null;
        const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        return point.x >= 0 && point.y >= 0 && point.x <= width && point.y <= height ? point : null;
    });
}

/** Does one recorded step. `hand` is "mirror", "mouse" or "touch". */
export async function step(page, hand, recorded) {
    const { role, name, kind, value } = recorded;
    const what = `${role} "${name}"`;
    const element = find(page, recorded);
    try {
        await element.waitFor({ state: "attached", timeout: 20_000 });
    } catch {
        const there = await page.evaluate(() => [...document.querySelectorAll("#mirror button, #mirror input, #mirror a, #mirror h1, #mirror h2")]
            .map((found) => found.getAttribute("aria-label") ?? found.textContent).join(" | "));
        throw new Error(`${what} is not there; there is: ${there}`);
    }
    await until(`${what} to be usable`, async () => (await element.getAttribute("aria-disabled")) !== "true");
    await element.focus();
    if (hand === "mirror") {
        if (kind === "text") {
            await page.keyboard.press("Control+A");
            await page.keyboard.type(value);
        } else {
            await page.keyboard.press(role === "checkbox" || role === "switch" ? "Space" : "Enter");
        }
    } else {
        const { x, y } = await middle(page, element, what);
        if (hand === "mouse") await page.mouse.click(x, y, { delay: 30 });
        else await page.touchscreen.tap(x, y);
        if (kind === "text") {
            await page.waitForTimeout(100);
            await page.keyboard.press("Control+A");
            await page.keyboard.type(value);
        }
    }
    if (kind === "text") {
        await until(`${what} to hold "${value}"`, async () => !(await element.count()) || (await element.inputValue()) === value);
    }
    // Two pictures, so that what was pressed has been drawn and told.
    const inside = await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(() => {
        next(document.getElementById("mirror").contains(document.activeElement));
    }))));
    if (hand === "mirror" && !inside) throw new Error(`${what} took the keyboard out of the mirror`);
}

/** Plays everything that was recorded. */
export async function play(page, hand, steps) {
    await playing(page);
    for (const [index, recorded] of steps.entries()) {
        try {
            await step(page, hand, recorded);
        } catch (error) {
            throw new Error(`step ${index + 1} of ${steps.length}: ${error.message}`);
        }
    }
}
