declare module "virtual:words/*" {
  const texts: Record<string, import("./types.ts").Text>;
  export default texts;
}
