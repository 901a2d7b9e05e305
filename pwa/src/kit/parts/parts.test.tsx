import { type ComponentChild, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Bubble, Button, Choice, Composer, Field, Nav, Row, Sheet, Switch } from "../index.ts";

let root: HTMLElement;
beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

function show(what: ComponentChild): void {
  act(() => render(what, root));
}

function find<E extends Element = HTMLElement>(selector: string): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
}

test("a button that is busy keeps its place and does nothing", () => {
  const press = vi.fn();
  show(
    <Button busy onClick={press}>
      Send
    </Button>,
  );
  find("button").click();
  expect(press).not.toHaveBeenCalled();
  expect(find("button").getAttribute("aria-busy")).toBe("true");
  expect(find("button").hasAttribute("disabled")).toBe(false);
});

test("a button with an address is a link", () => {
  show(<Button href="tel:1">Call</Button>);
  expect(find("a").getAttribute("href")).toBe("tel:1");
});

test("what is new in a row is said in words, inside of its link", () => {
  show(<Row href="/a" title="Sam" second="Hello" news="2 new" />);
  expect(find("a").textContent).toBe("Sam2 newHello");
});

test("a message that waits is stitched, and says so in words", () => {
  show(<Bubble mine waiting text="Hello" state={{ icon: "clock", words: "Waiting for signal" }} />);
  expect(find("li").className).toContain("msg-wait");
  expect(find(".stat").textContent).toBe("Waiting for signal");
});

test("a field names its hint and what is the matter with it", () => {
  show(
    <Field label="E-mail" hint="Yours" problem="Too short" value="" onInput={() => {}} id="e" />,
  );
  const field = find("input");
  expect(field.getAttribute("aria-describedby")).toBe("e-hint e-problem");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(find("label").getAttribute("for")).toBe("e");
});

test("the composer gives what is written, sends it, and keeps the focus", () => {
  const [input, send] = [vi.fn(), vi.fn()];
  const composer = (busy: boolean) => (
    <Composer
      label="Your message"
      placeholder="Write here"
      value="Hello"
      onInput={input}
      onSend={send}
      readers={[{ name: "Sam", parts: "0" }]}
      readersWords="Sam will read it"
      sendWords="Send"
      busy={busy}
    />
  );
  show(composer(false));
  const field = find<HTMLTextAreaElement>("textarea");
  field.value = "Hello Sam";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  expect(input).toHaveBeenCalledWith("Hello Sam");
  find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  expect(send).toHaveBeenCalledTimes(1);
  expect(document.activeElement).toBe(field);
  show(composer(true));
  find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  expect(send).toHaveBeenCalledTimes(1);
});

test("Enter makes a line on glass, and sends with Control", () => {
  const send = vi.fn();
  show(
    <Composer
      label="Your message"
      placeholder="Write here"
      value="Hello"
      onInput={() => {}}
      onSend={send}
      readers={[]}
      readersWords="Nobody yet"
      sendWords="Send"
    />,
  );
  const press = (more: KeyboardEventInit) =>
    find("textarea").dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...more }),
    );
  vi.spyOn(window, "matchMedia").mockReturnValue({ matches: false } as MediaQueryList);
  press({});
  press({ isComposing: true, ctrlKey: true });
  expect(send).not.toHaveBeenCalled();
  press({ ctrlKey: true });
  expect(send).toHaveBeenCalledTimes(1);
  vi.restoreAllMocks();
});

test("where I am is marked for those who hear the page", () => {
  show(
    <Nav
      label="Where to go"
      name="Mill Lane"
      items={[
        { href: "/", label: "Today", icon: "today", current: true },
        { href: "/messages", label: "Messages", icon: "messages", news: "2 new" },
        { href: "/me", label: "Me", icon: "me" },
      ]}
    />,
  );
  expect(find('a[href="/"]').getAttribute("aria-current")).toBe("page");
  expect(find('a[href="/messages"]').hasAttribute("aria-current")).toBe(false);
  act(() => find(".nav-more button").click());
  expect(find("dialog").textContent).toContain("Me");
});

test("a sheet asks to be closed by its cross and by Escape", () => {
  const close = vi.fn();
  show(
    <Sheet open onClose={close} title="Sure?" closeLabel="Close">
      <p>Words</p>
    </Sheet>,
  );
  expect(find<HTMLDialogElement>("dialog").open).toBe(true);
  find('[aria-label="Close"]').click();
  find("dialog").dispatchEvent(new Event("cancel", { cancelable: true }));
  expect(close).toHaveBeenCalledTimes(2);
});

test("a choice and a switch tell what was chosen", () => {
  const [choose, turn] = [vi.fn(), vi.fn()];
  show(
    <>
      <Choice
        legend="Size"
        value="a"
        onChange={choose}
        options={[
          { value: "a", label: "A" },
          { value: "b", label: "B" },
        ]}
      />
      <Switch label="Calm" on={false} onWords="On" offWords="Off" onChange={turn} />
    </>,
  );
  find<HTMLInputElement>('input[value="b"]').click();
  expect(choose).toHaveBeenCalledWith("b");
  find('[role="switch"]').click();
  expect(turn).toHaveBeenCalledWith(true);
});
