/** How people are called on the screen. */
const TITLES = /^(mr|mrs|ms|miss|mx|dr|rev|nurse|sister|prof)\.?\s/i;

/** "Sam" for "Sam Okoro", but "Mr Ahmed" stays: a title without its name is nobody. */
export function calledBy(name: string): string {
  const trimmed = name.trim();
  if (TITLES.test(trimmed)) return trimmed;
  return trimmed.split(/\s+/)[0] ?? trimmed;
}
