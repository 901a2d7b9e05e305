/** The way back to the members, from each page about them. */
import { t } from "@/words/t";

export function backToMembers(): { href: string; label: string } {
  return { href: "/members", label: t("register.back") };
}
