"""A person without a mouse: goes from stop to stop and has to see where they are."""

from typing import Any

from playwright.sync_api import Locator, Page

FARTHEST = 150

# Where the focus is: its name, whether it shows, and whether it lies within the window.
WHERE = """() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  const box = stop.getBoundingClientRect();
  const style = getComputedStyle(stop);
  const name = stop.getAttribute("aria-label") || stop.name || stop.textContent;
  return {
    name: `${stop.tagName.toLowerCase()} "${name.trim().slice(0, 60)}"`,
    marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || stop.type === "file",
    inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
      && box.top < innerHeight && box.left < innerWidth,
  };
}"""


class Keyboard:
    """Keys only. Every stop on the way must be marked and visible."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        """Press Tab until the focus is on the target."""
        for _stop in range(FARTHEST):
            self.page.keyboard.press("Tab")
            where: dict[str, Any] | None = self.page.evaluate(WHERE)
            if where is None:
                continue
            assert where["marked"], f"the focus on {where['name']} cannot be seen"
            assert where["inside"], f"the focus is on {where['name']}, which is out of sight"
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{target} cannot be reached by Tab")

    def follow(self, target: Locator) -> None:
        """Press a link or a button."""
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tick(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Space")

    def type_into(self, target: Locator, words: str) -> None:
        self.reach(target)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(words)

    def choose(self, group: Locator, name: str) -> None:
        """A group of radio buttons is one stop; arrows go on inside it."""
        self.reach(group.get_by_role("radio").first)
        self.page.keyboard.press("Space")
        wanted = group.get_by_role("radio", name=name, exact=True)
        for _radio in range(group.get_by_role("radio").count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert wanted.is_checked()
