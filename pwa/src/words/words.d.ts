declare module "virtual:words/ways" {
  const ways: Record<string, () => Promise<{ default: Record<string, import("./types.ts").Text> }>>;
  export default ways;
}
declare module "virtual:words/*" {
  const texts: Record<string, import("./types.ts").Text>;
  export default texts;
}
