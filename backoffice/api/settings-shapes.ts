import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { getStaff } from '../access.ts';
import { BarrioMapView, GeoJsonBody, GeoJsonResult, MAX_GEOJSON_BYTES } from '../contracts/barrios.ts';
import { drawBarrios } from '../settings/draw-barrios.ts';
import type { SettingsControl } from '../settings/settings-control.ts';

/** What barrios and sectors cover: the shapes that are stored, and a file of them. */
export const shapesRoutes: FastifyPluginAsyncZod<{ readonly settings: SettingsControl }> = async (
  app,
  { settings: control },
) => {
  app.get(
    '/settings/barrios/map',
    { config: { access: 'settings:read' }, schema: { response: { 200: BarrioMapView } } },
    async () => {
      const { map } = control.entity.profile();
      const drawn = await control.barrios.listShapes();
      return {
        map: map
          ? { centre: map.centre, bounds: map.bounds, shapes: map.shapes, attribution: map.attribution }
          : null,
        drawn: drawn.map(({ id, name, geometry }) => ({
          ...{ id, name },
          geometry: { type: geometry.type, coordinates: [...geometry.coordinates] },
        })),
      };
    },
  );

  app.post(
    '/settings/barrios/geojson',
    {
      config: { access: 'settings:manage' },
      // Quotation marks and line ends of a file grow when they are sent as JSON.
      bodyLimit: MAX_GEOJSON_BYTES * 2,
      schema: { body: GeoJsonBody, response: { 200: GeoJsonResult } },
    },
    (request) => drawBarrios(request.body, getStaff(request).id, control),
  );
};
