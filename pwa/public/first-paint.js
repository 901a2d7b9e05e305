// Before the first paint: the text size, theme and calm that this device was last set to, so that
// nothing jumps or flashes while the app loads. The same names as in src/kit/look.ts.
(() => {
  const root = document.documentElement;
  let look = {};
  try {
    look = JSON.parse(localStorage.getItem("ourpatch.look") ?? "{}") ?? {};
  } catch {
    look = {};
  }
  const device = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const dark = (look.theme === "dark" || look.theme === "light" ? look.theme : device) === "dark";
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.text = ["ordinary", "first", "largest"].includes(look.text_size)
    ? look.text_size
    : "ordinary";
  root.toggleAttribute("data-calm", look.calm === true);
  root.toggleAttribute("data-easy", look.easy_read === true);
  root.lang = look.language === "cy" ? "cy" : "en-GB";
  document
    .querySelector('meta[name="theme-color"]')
    ?.setAttribute("content", dark ? "#18131B" : "#F7F3E9");
})();
