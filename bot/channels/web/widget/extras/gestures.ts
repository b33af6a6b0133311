/** What a person does to a map. Distances are pixels; a factor above 1 comes nearer. */
export type Moves = {
  readonly onPan: (x: number, y: number) => void;
  readonly onZoom: (factor: number) => void;
};

const STEP_PIXELS = 40;
export const ZOOM_STEP = 1.5;
/** Of a wheel: how many of its units make one step. */
const WHEEL_UNITS = 200;

const PANS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -STEP_PIXELS],
  ArrowDown: [0, STEP_PIXELS],
  ArrowLeft: [-STEP_PIXELS, 0],
  ArrowRight: [STEP_PIXELS, 0],
};
const ZOOMS: Readonly<Record<string, number>> = { '+': ZOOM_STEP, '=': ZOOM_STEP, '-': 1 / ZOOM_STEP };

/** One step in a direction, as an arrow key makes it. */
export function pan(moves: Moves, key: string): void {
  const [x = 0, y = 0] = PANS[key] ?? [];
  moves.onPan(x, y);
}

/** Lets an element be moved by one finger or the mouse, zoomed by two fingers or the wheel, and both by keys. */
export function listen(element: HTMLElement, moves: Moves): void {
  element.addEventListener('keydown', (event) => {
    const factor = ZOOMS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || (factor === undefined && !PANS[event.key])) {
      return;
    }
    event.preventDefault();
    if (factor === undefined) {
      pan(moves, event.key);
    } else {
      moves.onZoom(factor);
    }
  });
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      moves.onZoom(ZOOM_STEP ** (-event.deltaY / WHEEL_UNITS));
    },
    { passive: false },
  );
  listenToPointers(element, moves);
}

function listenToPointers(element: HTMLElement, { onPan, onZoom }: Moves): void {
  const down = new Map<number, PointerEvent>();
  const forget = ({ pointerId }: PointerEvent) => down.delete(pointerId);

  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId);
    down.set(event.pointerId, event);
  });
  element.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (!before) {
      return;
    }
    const other = [...down.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    if (other) {
      onZoom(apart(event, other) / apart(before, other));
    }
    const share = down.size;
    onPan((before.clientX - event.clientX) / share, (before.clientY - event.clientY) / share);
    down.set(event.pointerId, event);
  });
  element.addEventListener('pointerup', forget);
  element.addEventListener('pointercancel', forget);
}

/** Never nothing: two fingers on one spot would be a zoom without end. */
function apart(one: PointerEvent, other: PointerEvent): number {
  return Math.max(10, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY));
}
