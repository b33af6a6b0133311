import { make, makeButton } from '../dom.ts';
import type { Extras } from '../extras-face.ts';
import type { Place } from '../place.ts';
import { MapView } from './map-view.ts';
import { distanceMeters, findNearest, isWithin, type MapData, toDistance } from './projection.ts';
import { type Answer, askOn } from './surface.ts';
import { entityMap, say } from './words.ts';

const WAIT_MS = 20_000;
/** A place found this long ago is still where the person is. */
const MAX_AGE_MS = 30_000;
/** While the map moves nothing is said: only where it comes to rest. */
const REST_MS = 500;
/** Of a degree: about 10 cm, and 1 m for people. */
const SENT_DIGITS = 6;
const SHOWN_DIGITS = 5;

/** Asks for a place: the person's own, by permission, or a point of the map. */
export const choosePlace: Extras['choosePlace'] = (surface) =>
  askOn<Place>(surface, (answer, life) => {
    const sheet = new PlaceSheet(answer, life, entityMap());
    surface.host.append(sheet.element);
  });

class PlaceSheet {
  readonly element: HTMLElement;
  readonly #answer: Answer<Place>;
  readonly #life: AbortSignal;
  readonly #data: MapData | null;
  readonly #map: MapView | null;
  readonly #status = make('p', { role: 'status', class: 'x-status' });
  readonly #point = make('p', { role: 'status', class: 'x-status' });
  readonly #send: HTMLButtonElement;
  #chosen: Place | null = null;
  #restTimer = 0;

  constructor(answer: Answer<Place>, life: AbortSignal, data: MapData | null) {
    this.#answer = answer;
    this.#life = life;
    this.#data = data;
    this.#map = data && new MapView(data, () => this.#choose(), life);
    this.#send = makeButton(say('placeSend'), () => this.#sendChosen(), {
      class: 'x-main',
      'aria-disabled': 'true',
    });
    const use = makeButton(say('placeUse'), () => this.#locate());
    const cancel = makeButton(say('cancel'), () => answer(null));
    const ground = this.#map?.element ?? make('p', {}, say('placeWrite'));
    const credit = make('p', { class: 'x-note' }, data?.attribution ?? '');
    const actions = make('div', { class: 'x-actions' }, this.#send, cancel);
    this.element = make('div', { class: 'x' }, use, this.#status, ground, this.#point, actions, credit);
    life.addEventListener('abort', () => clearTimeout(this.#restTimer));
  }

  #locate(): void {
    if (!isSecureContext || !navigator.geolocation) {
      this.#fail(say('placeInsecure'));
      return;
    }
    this.#status.textContent = say('placeAsking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.#found(coords),
      ({ code, PERMISSION_DENIED }) =>
        this.#fail(say(code === PERMISSION_DENIED ? 'placeRefused' : 'placeFailed')),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: MAX_AGE_MS },
    );
  }

  #found({ latitude, longitude, accuracy }: GeolocationCoordinates): void {
    if (this.#life.aborted) {
      return;
    }
    const next = this.#map ? ` ${say('mapCorrect')}` : '';
    this.#status.textContent = say('placeFound', { meters: Math.round(accuracy) }) + next;
    if (this.#map) {
      this.#map.show({ latitude, longitude }, accuracy);
    } else {
      this.#take({ latitude, longitude });
      this.#tell();
    }
  }

  #fail(reason: string): void {
    this.#status.textContent = `${reason} ${say(this.#map ? 'placeOnMap' : 'placeWrite')}`;
  }

  #choose(): void {
    if (this.#map) {
      this.#take(this.#map.place);
      clearTimeout(this.#restTimer);
      this.#restTimer = setTimeout(() => this.#tell(), REST_MS);
    }
  }

  #take(place: Place): void {
    this.#chosen = place;
    this.#send.removeAttribute('aria-disabled');
  }

  /** Coordinates say little to most people, so the nearest place that they know is said too. */
  #tell(): void {
    const place = this.#chosen;
    if (!place) {
      return;
    }
    const latitude = place.latitude.toFixed(SHOWN_DIGITS);
    const longitude = place.longitude.toFixed(SHOWN_DIGITS);
    const parts = [say('mapPoint', { latitude, longitude })];
    const near = findNearest(this.#data?.places ?? [], place);
    if (near) {
      const distance = toDistance(distanceMeters(near, place));
      parts.push(say('mapNear', { distance, place: near.name }));
    }
    if (this.#data && !isWithin(this.#data.bounds, place)) {
      parts.push(say('mapOutside'));
    }
    this.#point.textContent = parts.join(' ');
  }

  #sendChosen(): void {
    if (this.#chosen) {
      const { latitude, longitude } = this.#chosen;
      this.#answer({ latitude: round(latitude), longitude: round(longitude) });
    } else {
      this.#point.textContent = say(this.#map ? 'mapUnmoved' : 'placeFirst');
    }
  }
}

function round(degrees: number): number {
  return Number(degrees.toFixed(SENT_DIGITS));
}
