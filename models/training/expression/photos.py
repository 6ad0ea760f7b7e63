"""Faces without labels, from photos with face boxes: only teachers say what they should give.

Each face is brought to the framing of FER-2013's by its landmarks, as the product does (``FaceAlignment.Template``).
"""

import numpy as np
import torch
from PIL import Image

from mtcnn import photos, teacher

from .data import FACE, Faces
from .network import FERPLUS_CLASSES

# Where MTCNN finds the landmarks of FER-2013's own faces: eyes, nose, corners of the mouth.
TEMPLATE = np.array([(15.6, 18.8), (33.3, 18.8), (24.4, 29.0), (17.0, 37.6), (32.0, 37.6)])
# A face is taken where it has at least so many pixels for each of the 48 of FER-2013: less would teach nothing but blur.
LEAST_SCALE = 0.5


def load(folder, onet):
    """The faces of the training photos in ``folder`` whose landmarks the classic O-Net (``onet.tflite``) was certain of."""
    pictures = photos.load(folder, "train")
    teacher.mark(teacher.read(onet), pictures)
    cuts = [cut(photo.picture, points) for photo in pictures for points in photo.landmarks[photo.marked]]
    large_enough = [face for face in cuts if face is not None]
    if not large_enough:
        raise SystemExit(f"{folder}: no face is large enough and sure enough to learn from")
    pixels = torch.from_numpy(np.stack(large_enough)[:, None])
    return Faces(pixels, torch.full((len(pixels),), -1), torch.zeros(len(pixels), len(FERPLUS_CLASSES)))


def cut(picture, points):
    """The face with these landmarks [5,2] as [48,48] uint8, or None where it is too small."""
    # Least squares for x' = a x - b y + c, y' = b x + a y + d, from FER-2013's pixels to the photo's.
    x, y = TEMPLATE.T
    zero, one = np.zeros(len(x)), np.ones(len(x))
    rows = np.concatenate([np.stack([x, -y, one, zero], 1), np.stack([y, x, zero, one], 1)])
    a, b, c, d = np.linalg.lstsq(rows, points.T.ravel(), rcond=None)[0]
    scale = np.hypot(a, b)
    if scale < LEAST_SCALE:
        return None
    # Twice as fine or more, and then averaged, so that no detail turns into noise.
    finer = max(2, int(np.ceil(scale)))
    side = FACE * finer
    view = picture.convert("L").transform((side, side), Image.AFFINE, (a / finer, -b / finer, c, b / finer, a / finer, d), Image.BILINEAR)
    return np.asarray(view.resize((FACE, FACE), Image.BOX))
