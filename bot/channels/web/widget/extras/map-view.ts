import { make } from '../dom.ts';
import type { Place } from '../place.ts';
import { listen, type Moves, pan, ZOOM_STEP } from './gestures.ts';
import {
  distanceMeters,
  type MapData,
  type NamedPlace,
  shift,
  toDistance,
  toPixel,
  toScaleBar,
  type View,
} from './projection.ts';
import { say, type WordKey } from './words.ts';

const NEAREST_METERS_PER_PIXEL = 0.5;
/** A person who has been found sees their block. */
const FOUND_METERS_PER_PIXEL = 1.5;
const MAX_BAR_PIXELS = 100;
/** Of the names of places: enough to keep them from writing over each other. */
const LETTER_PIXELS = 7;
const LINE_PIXELS = 18;
const PIN = 'M0 0C-3-7-11-12-11-21a11 11 0 0 1 22 0C11-12 3-7 0 0z';

type Box = { readonly left: number; readonly top: number; readonly right: number };

/** A map drawn from the entity's own data: it asks nobody for anything. The middle is the chosen place. */
export class MapView {
  readonly element: HTMLElement;
  readonly #data: MapData;
  readonly #onMove: () => void;
  readonly #svg = draw('svg', { 'aria-hidden': 'true' });
  readonly #window: HTMLElement;
  #centre: Place;
  #metersPerPixel = 0;
  #accuracyMeters = 0;
  /** Of a found place: the circle stays where it was found. */
  #found: Place | null = null;

  constructor(data: MapData, onMove: () => void, life: AbortSignal) {
    this.#data = data;
    this.#onMove = onMove;
    this.#centre = data.centre;
    const moves: Moves = { onPan: (x, y) => this.#pan(x, y), onZoom: (factor) => this.#zoom(factor) };
    const help = make('p', { id: 'x-help', class: 'x-note' }, say('mapHelp'));
    const name = say('mapName', { city: data.city });
    this.#window = make(
      'div',
      {
        class: 'x-map',
        role: 'application',
        tabindex: '0',
        'aria-label': name,
        'aria-describedby': 'x-help',
      },
      this.#svg,
    );
    listen(this.#window, moves);
    this.element = make('div', {}, help, this.#window, makePad(moves));
    const observer = new ResizeObserver(() => this.#draw());
    observer.observe(this.#window);
    life.addEventListener('abort', () => observer.disconnect());
  }

  /** The place under the pin. */
  get place(): Place {
    return this.#centre;
  }

  /** Shows where a person was found, and how surely. */
  show(place: Place, accuracyMeters: number): void {
    this.#centre = place;
    this.#found = place;
    this.#accuracyMeters = accuracyMeters;
    const half = Math.min(this.#window.clientWidth, this.#window.clientHeight) / 2;
    this.#metersPerPixel = Math.max(FOUND_METERS_PER_PIXEL, accuracyMeters / (half || 1));
    this.#moved();
  }

  #pan(x: number, y: number): void {
    this.#centre = shift(this.#centre, { x, y }, this.#metersPerPixel);
    this.#moved();
  }

  #zoom(factor: number): void {
    const wanted = this.#metersPerPixel / factor;
    this.#metersPerPixel = Math.min(Math.max(wanted, NEAREST_METERS_PER_PIXEL), this.#wholeCity());
    this.#draw();
  }

  #moved(): void {
    this.#draw();
    this.#onMove();
  }

  /** Metres per pixel at which all of the city is in the window. */
  #wholeCity(): number {
    const { south, west, north, east } = this.#data.bounds;
    const corner = { latitude: south, longitude: west };
    const wide = distanceMeters(corner, { latitude: south, longitude: east });
    const high = distanceMeters(corner, { latitude: north, longitude: west });
    return Math.max(wide / this.#window.clientWidth, high / this.#window.clientHeight);
  }

  #draw(): void {
    const { clientWidth: width, clientHeight: height } = this.#window;
    if (!width || !height) {
      return;
    }
    this.#metersPerPixel ||= this.#wholeCity() / ZOOM_STEP;
    const view: View = { centre: this.#centre, metersPerPixel: this.#metersPerPixel, width, height };
    const pin = { d: PIN, class: 'x-pin', transform: `translate(${width / 2} ${height / 2})` };
    this.#svg.textContent = '';
    this.#svg.append(
      ...this.#data.shapes.map(({ kind, points }) => drawLine(view, kind, points)),
      ...this.#drawAccuracy(view),
      ...drawPlaces(view, this.#data.places),
      draw('path', pin),
      ...drawBar(view),
    );
  }

  #drawAccuracy(view: View): SVGElement[] {
    if (!this.#found) {
      return [];
    }
    const { x, y } = toPixel(view, this.#found);
    return [draw('circle', { class: 'x-near', cx: x, cy: y, r: this.#accuracyMeters / view.metersPerPixel })];
  }
}

/** The same by buttons, for those who cannot drag and have no keys. */
function makePad(moves: Moves): HTMLElement {
  const button = (key: WordKey, sign: string, onPress: () => void) => {
    const made = make('button', { type: 'button', 'aria-label': say(key), title: say(key) }, sign);
    made.addEventListener('click', onPress);
    return made;
  };
  return make(
    'div',
    { class: 'x-pad', role: 'group', 'aria-label': say('mapMove') },
    button('mapIn', '+', () => moves.onZoom(ZOOM_STEP)),
    button('mapOut', '−', () => moves.onZoom(1 / ZOOM_STEP)),
    button('mapNorth', '↑', () => pan(moves, 'ArrowUp')),
    button('mapSouth', '↓', () => pan(moves, 'ArrowDown')),
    button('mapWest', '←', () => pan(moves, 'ArrowLeft')),
    button('mapEast', '→', () => pan(moves, 'ArrowRight')),
  );
}

function drawLine(view: View, kind: string, points: readonly (readonly [number, number])[]): SVGElement {
  const pixels = points.map(([latitude, longitude]) => {
    const { x, y } = toPixel(view, { latitude, longitude });
    return `${Math.round(x)} ${Math.round(y)}`;
  });
  return draw('path', { class: `x-${kind}`, d: `M${pixels.join('L')}` });
}

/** The names that find room, the better known first; a dot for each place all the same. */
function drawPlaces(view: View, places: readonly NamedPlace[]): SVGElement[] {
  const taken: Box[] = [];
  return places.flatMap((place) => {
    const { x, y } = toPixel(view, place);
    const box = { left: x, top: y, right: x + 10 + place.name.length * LETTER_PIXELS };
    const dot = draw('circle', { class: 'x-dot', cx: x, cy: y, r: 3 });
    if (taken.some((other) => isOver(other, box))) {
      return [dot];
    }
    taken.push(box);
    return [dot, draw('text', { x: x + 6, y: y + 4 }, place.name)];
  });
}

function isOver(one: Box, other: Box): boolean {
  return Math.abs(one.top - other.top) < LINE_PIXELS && one.left < other.right && other.left < one.right;
}

function drawBar({ metersPerPixel, height }: View): SVGElement[] {
  const { meters, pixels } = toScaleBar(metersPerPixel, MAX_BAR_PIXELS);
  return [
    draw('path', { class: 'x-bar', d: `M10 ${height - 16}v6h${pixels}v-6` }),
    draw('text', { x: 14, y: height - 18 }, toDistance(meters)),
  ];
}

function draw(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, String(value));
  }
  element.textContent = text;
  return element;
}
