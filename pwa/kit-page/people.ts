/** People of the kit page: made up, and one of each manner of portrait. */
export const sam = { name: "Sam", parts: "0.3.0.0.0.2.0" };
export const priya = { name: "Priya", parts: "1.2.2.0.7.0.0" };
export const lin = { name: "Lin", parts: "2.1.3.0.2.0.0" };
export const grace = { name: "Grace", parts: "3.4.4.0.2.0.0" };
export const edith = { name: "Edith", parts: "2.0.5.5.8.0.1" };
export const mary = { name: "Mary", parts: "1.0.6.4.1.0.0" };
export const len = { name: "Len", parts: "3.2.7.4.3.0.1" };
export const everybody = [sam, priya, lin, grace, edith, mary, len];
