/** A point on the earth, in degrees as GPS gives them (WGS 84): south and west are negative. */
export type Place = { readonly latitude: number; readonly longitude: number };
