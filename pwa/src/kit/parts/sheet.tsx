import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { IconButton } from "./button.tsx";
import type { Kids } from "./kids.ts";

/**
 * Comes up from below, over a page that stays in view. The browser's own dialogue keeps the focus
 * inside, makes the page behind it silent, and gives the focus back to what was touched.
 */
export function Sheet(props: {
  open: boolean;
  onClose: () => void;
  title: Kids;
  closeLabel: string;
  children: Kids;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (props.open && !element.open) element.showModal();
    if (!props.open && element.open) element.close();
  }, [props.open]);
  const cancel = (event: Event) => {
    event.preventDefault();
    props.onClose();
  };
  // The veil belongs to the dialogue: a press on it, and not on the sheet, lands on the element itself.
  const press = (event: MouseEvent) => {
    if (event.target === dialog.current) props.onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialogue by itself
    <dialog ref={dialog} class="sheet" aria-labelledby={title} onCancel={cancel} onClick={press}>
      {props.open && (
        <div class="sheet-in">
          <div class="across sheet-head">
            <h2 id={title} class="grow">
              {props.title}
            </h2>
            <IconButton icon="cross" label={props.closeLabel} onClick={props.onClose} />
          </div>
          {props.children}
        </div>
      )}
    </dialog>
  );
}
