/* What the scripts of a page know of each other, for the type check (.ci/jsconfig.json). SCENE.md tells what travels.

   The pure scripts (select, say, tell, compose, neighbours, view) are read from their own annotations. What draws is a
   list of members here: one that is misspelled, or called with too much or too little, is found without a browser. */

type Said = string | number; // a text of the wire: itself, or its place in ground.texts
type Box = [number, number, number, number]; // left, bottom, right, top, in map units
interface Point { x: number; y: number; }

interface Unit {
  iso: string; name: string; small?: boolean; x: number; y: number; label: Said; detail: Said; count: number; rings: string[][];
}
interface WireMark {
  key: string; shape: string; ring: string; iso: string; place: string; x: number; y: number; count: number;
  label: Said; waves: Said; items: Said[]; of?: number;
}
interface Rung {
  zoom: number; dots: boolean;
  marks: Record<string, [number, number]>;
  names: [number, number, number, number][];
  cities: Record<string, [number, number, number, number]>;
}
interface Ground {
  bounds: Box; step: number; outline: string[]; graticule: string[]; units: Unit[]; marks: WireMark[]; texts: string[];
  near: { rungs: Rung[] }; world: { rungs: Rung[] } | null;
  inset: null | {
    label: string; bounds: Box; edge: [number, number][]; marks: Record<string, [number, number]>;
    shapes: { unit: number; rings: string[][] }[]; rungs: Rung[];
  };
}
interface Painted { fill?: string; pattern?: string; lines?: string; }
interface Look extends Painted { state: string; level?: number; }
interface Entry extends Painted { kind: string; label: Said; shape?: string; ring?: string; }
interface Scene {
  theme: string; colours: Record<string, string>; styles: Look[]; look: string;
  said: { unit: number[]; label: Said[]; detail: Said[]; count: number[] };
  marks: (WireMark | number)[]; heading: Said; legend: Entry[];
  strip: { filters: Said; counted: Said; claim: Said; reply: Said; source: Said; borders: Said };
  title: Said; alt: Said; query: Record<string, string>; version: string; window: null | { asked: string; bounds: Box };
  open: string; areas: boolean;
}

/* The frame around the map: frame.js makes it, each other script of the folder adds its own members. */
interface MapFrame {
  ground: Ground; scene: Scene; level: string; asked: string; chose: string; place: any; touched: boolean; settling: any;
  map: any; config: any; css: string; said: any; moved: number; named: any; chosen: any; edge: any; edges: any;
  widthKnown: any; hasInset: boolean; colours: string; styles: string;
  frame: HTMLElement; bar: HTMLElement; stage: HTMLElement; strip: HTMLElement; hover: HTMLElement; live: HTMLElement;
  legend: HTMLElement; patterns: SVGElement; inset: HTMLElement; panels: { world: any; inset: any }; areas: any[]; marks: any[];
  element(tag: string, className?: string, text?: string): any;
  shape(tag: string, attributes: Record<string, any>, parent?: Element | null, text?: string): any;
  text(value: Said): string;
  /** Texts said aloud one after another, each with its full stop. */
  together(texts: string[]): string;
  unpack(packed: string): [number, number][];
  start(map: any, config: any): void;
  fetchScript(address: string): Promise<unknown>;
  whenIdle(act: () => void): void;
  show(scene: any): void;
  loadGround(address: string): Promise<Ground>;
  drawGround(ground: Ground): void;
  buildPanels(ground: Ground): { world: any; inset: any };
  buildBar(config: any): void;
  sayOnBar(...said: any[]): void;
  drawAreas(scene: Scene): void;
  drawOutlines(): void;
  drawLegend(scene: Scene): void;
  keepRoom(): void;
  isStacked: boolean;
  drawStrip(scene: Scene): void;
  drawMarks(): void;
  drawNames(): void;
  drawMark(form: string, ring: string, number: any): SVGElement;
  readMarks(scene: Scene): void;
  markOf(one: number | WireMark): WireMark;
  marksInSight(): any[];
  markClass(key: any): void;
  markLegend(): void;
  rungOf(panel: any): Rung;
  factor(): number;
  light(key: any): void;
  pointAt(area: any, x?: number, y?: number): void;
  showHover(lines: any, x: number, y: number): void;
  hideHover(): void;
  openList(mark: any, byKeys?: boolean): void;
  closeList(back?: boolean): void;
  refreshList(): void;
  roving(group: Element, selector: string): void;
  word(english: string): string;
  keepStop(): void;
  isStop(mark: any): boolean;
  forgetGraph(): void;
  goTo(bounds: any): void;
  bringIntoSight(): void;
  zoomBy(step: number): void;
  whole: any;
  tell: any;
  choose(iso: string, station?: string): void;
}

/* The map's page without a server: explore.js makes it. */
interface MapPage {
  bare: boolean; controls: boolean; settings: any; atlas: MapFrame; record: any; view: any; words: any; composed: any;
  listeners: ((...told: any[]) => void)[];
  starts: (() => void)[];
  version: string; // of the data that is shown
  byId(name: string): any;
  fetchScript(address: string): Promise<unknown>;
  whenIdle(act: () => void): void;
  address(view: any, more?: Record<string, any>): string;
  change(more: Record<string, any>, how?: { replace?: boolean }): void;
  say(lines: any): void;
  word(english: string): string;
  there(path: string): string;
}

/* The messages to the page around a component's frame: pages/ui/components/wire.js. */
interface ComponentWire {
  listen(render: (args: any) => void): void;
  setComponentValue(value: any): void;
  setFrameHeight(wanted: number): void;
  events?: EventTarget; // streamlit-folium's own copy of the wire
  RENDER_EVENT?: string;
}

interface Window {
  StationAtlas: MapFrame;
  StationSite: MapPage;
  AtlasFiles: {
    reason(error: unknown): string; ask(address: string): Promise<{ blob: Blob; name: string }>; take(address: string): Promise<void>;
  };
  StationData: Record<string, any>;
  StationCited: any;
  StationPage(path: string): string;
  StationSelect: typeof import("./select.js");
  StationSay: typeof import("./say.js");
  StationTell: typeof import("./tell.js");
  StationCompose: typeof import("./compose.js");
  StationNeighbours: typeof import("./neighbours.js");
  StationView: typeof import("./view.js");
  PlayerChart: any;
  PlayerFeed: any;
  Streamlit: ComponentWire;
}

declare const StationSelect: typeof import("./select.js");
declare const StationSay: typeof import("./say.js");
declare const StationTell: typeof import("./tell.js");
declare const L: any; // Leaflet, as streamlit-folium ships it, without types

/* These pages ask for elements of HTML; the map's shapes are made and kept, not asked for. */
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}

/* What frames a page is an element of HTML. */
interface Element {
  title: string;
  get style(): CSSStyleDeclaration;
  set style(cssText: string);
}
