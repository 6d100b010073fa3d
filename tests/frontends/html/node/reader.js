import { virtual } from "@guidepup/virtual-screen-reader";

globalThis.reader = virtual;
