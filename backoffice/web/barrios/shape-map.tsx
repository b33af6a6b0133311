import 'leaflet/dist/leaflet.css';
import * as leaflet from 'leaflet';
import { useEffect, useRef } from 'react';
import type { BarrioMapView, DrawnView } from '../../contracts/barrios.ts';
import { t } from '../words.ts';

type Geometry = DrawnView['geometry'];

type Props = {
  readonly view: BarrioMapView;
  /** The shapes of a file that is being looked at; null for those that are stored. */
  readonly features: readonly DrawnView[] | null;
};

/** Of what is new, known, and not recognised. The words of the table say the same. */
const CLASS_OF: Readonly<Record<DrawnView['match'], string>> = {
  matched: 'shape-known',
  new: 'shape-new',
  unmatched: 'shape-lost',
};

/**
 * The shapes over what the utility itself has drawn of its city, or alone where it has drawn nothing: nothing is fetched
 * from a map service.
 */
export function ShapeMap({ view, features }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const layers = listShapes(view, features).map(toLayer);
    const bounds = view.map ? toCorners(view.map.bounds) : leaflet.featureGroup(layers).getBounds();
    if (!place.current || !bounds.isValid()) {
      return undefined;
    }
    const map = openMap(place.current, bounds);
    if (view.map) {
      drawGround(map, view.map);
    }
    for (const layer of layers) {
      layer.addTo(map);
    }
    return () => {
      map.remove();
    };
  }, [view, features]);
  return view.map === null && listShapes(view, features).length === 0 ? null : (
    <section className="shape-map" ref={place} aria-label={t('console.geojson.map')} />
  );
}

type Ground = NonNullable<BarrioMapView['map']>;

function toCorners({ south, west, north, east }: Ground['bounds']): leaflet.LatLngBounds {
  return leaflet.latLngBounds([south, west], [north, east]);
}

function openMap(place: HTMLElement, bounds: leaflet.LatLngBounds): leaflet.Map {
  const map = leaflet.map(place, {
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: false,
    fadeAnimation: false,
    scrollWheelZoom: false,
  });
  map.fitBounds(bounds);
  leaflet.control
    .zoom({ zoomInTitle: t('console.geojson.zoomIn'), zoomOutTitle: t('console.geojson.zoomOut') })
    .addTo(map);
  return map;
}

function drawGround(map: leaflet.Map, { attribution, shapes }: Ground): void {
  leaflet.control.attribution({ prefix: false }).addAttribution(toMarkup(attribution)).addTo(map);
  for (const { kind, points } of shapes) {
    const shape =
      kind === 'water'
        ? leaflet.polygon(points, { className: 'shape-water', interactive: false })
        : leaflet.polyline(points, { className: 'shape-road', interactive: false });
    shape.addTo(map);
  }
}

type Shape = { readonly geometry: Geometry; readonly className: string; readonly name: string };

/** Those of the file, when one is being looked at. */
function listShapes(view: BarrioMapView, features: Props['features']): readonly Shape[] {
  return features
    ? features.map(({ geometry, match, barrioName, name }) => ({
        geometry,
        className: CLASS_OF[match],
        name: barrioName ?? name,
      }))
    : view.drawn.map(({ geometry, name }) => ({ geometry, className: 'shape-known', name }));
}

function toLayer({ geometry, className, name }: Shape): leaflet.FeatureGroup {
  const words = document.createElement('span');
  words.textContent = name;
  return leaflet
    .geoJSON(geometry as Parameters<typeof leaflet.geoJSON>[0], { style: { className } })
    .bindTooltip(words);
}

/** What staff typed is shown as it is, never as markup. */
function toMarkup(text: string): string {
  const place = document.createElement('span');
  place.textContent = text;
  return place.innerHTML;
}
