import { render } from "preact";
import "@/kit/kit.css";

const root = document.getElementById("app");
if (root) render(<h1>Ourpatch</h1>, root);
