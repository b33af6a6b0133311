import sharp from 'sharp';

/** A photo of more than 8 MB, taken at Santa Marta. Noise does not compress, so it weighs what one of a phone weighs. */
export async function aPhotoOfAPhone(): Promise<Buffer> {
  const [width, height] = [4000, 3000];
  const noise = sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  });
  return noise
    .withExif({
      IFD0: { Make: 'Vecino', Model: 'Prueba' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '11/1 14/1 3624/100',
        GPSLongitudeRef: 'W',
        GPSLongitude: '74/1 12/1 3960/100',
      },
    })
    .jpeg({ quality: 93 })
    .toBuffer();
}
