/** The way back to Me, from each of its pages. */
import { t } from "@/words/t";

export function backToMe(): { href: string; label: string } {
  return { href: "/me", label: t("me.back") };
}
