"""The loader takes the classic files in one or two pieces, and says in a sentence what is wrong with any other."""

from __future__ import annotations

import re

import h5py
import numpy as np
import pytest
from PIL import Image

from tests.week import ROOT, helper

pictures = helper("pictures")
PicturesError, as_picture = pictures.PicturesError, pictures.as_picture
load_more_drawings, load_pictures = pictures.load_more_drawings, pictures.load_pictures

OURS = ROOT / "data"


def sets(**changes):
    """The five datasets of a small classic set, with some replaced; None leaves one out."""
    rng = np.random.default_rng(0)
    made = {
        "train_set_x": rng.integers(0, 256, (3, 64, 64, 3), dtype=np.uint8),
        "train_set_y": np.array([0, 1, 1]),
        "test_set_x": rng.integers(0, 256, (2, 64, 64, 3), dtype=np.uint8),
        "test_set_y": np.array([1, 0]),
        "list_classes": np.array([b"non-cat", b"cat"]),
    } | changes
    return {key: value for key, value in made.items() if value is not None}


def write(path, data) -> None:
    with h5py.File(path, "w") as file:
        for key, value in data.items():
            file[key] = value


@pytest.fixture
def folder(tmp_path):
    """A function that writes the classic two files with changes and returns their folder."""

    def make(**changes):
        data = sets(**changes)
        for part in ("train", "test"):
            keys = [key for key in data if key.startswith(part) or key == "list_classes"]
            write(tmp_path / f"{part}_catvnoncat.h5", {key: data[key] for key in keys})
        return tmp_path

    return make


def message_of(call, *arguments):
    with pytest.raises(PicturesError) as caught:
        call(*arguments)
    return str(caught.value)


def test_our_files_load() -> None:
    ours = load_pictures(OURS)

    assert (ours.train_x.shape, ours.train_x.dtype) == ((209, 64, 64, 3), np.uint8)
    assert (ours.train_y.shape, ours.train_y.dtype) == ((1, 209), np.int64)
    assert (ours.test_x.shape, ours.test_y.shape) == ((50, 64, 64, 3), (1, 50))
    assert ours.classes == ["non-cat", "cat"]


def test_more_drawings_load() -> None:
    x, y = load_more_drawings(OURS)

    assert (x.shape, y.shape) == ((800, 64, 64, 3), (1, 800))


def test_values_and_order_are_kept(folder) -> None:
    loaded = load_pictures(folder())

    assert np.array_equal(loaded.train_x, sets()["train_set_x"])
    assert loaded.train_y.tolist() == [[0, 1, 1]]
    assert loaded.test_y.tolist() == [[1, 0]]


def test_one_file_with_all_five_datasets_is_enough(tmp_path) -> None:
    write(tmp_path / "cats.h5", sets())

    assert load_pictures(tmp_path).test_y.tolist() == [[1, 0]]


def test_classic_names_come_before_other_files(folder) -> None:
    here = folder()
    write(here / "a.h5", sets(train_set_y=np.array([1, 1, 1])))

    assert load_pictures(here).train_y.tolist() == [[0, 1, 1]]


def test_unrelated_and_damaged_files_beside_the_set_are_passed_over(tmp_path) -> None:
    (tmp_path / "a.h5").write_bytes(b"not HDF5")
    write(tmp_path / "b.h5", {"something": np.zeros(3)})
    write(tmp_path / "c.h5", sets())

    assert load_pictures(tmp_path).train_y.tolist() == [[0, 1, 1]]


@pytest.mark.parametrize("names", [[b"non-cat", b"cat"], ["non-cat", "cat"]], ids=["bytes", "text"])
def test_class_names_may_be_bytes_or_text(folder, names) -> None:
    values = np.array(names, dtype=h5py.string_dtype()) if isinstance(names[0], str) else np.array(names)

    assert load_pictures(folder(list_classes=values)).classes == ["non-cat", "cat"]


def test_any_integer_labels_become_int64(folder) -> None:
    assert load_pictures(folder(train_set_y=np.array([0, 1, 1], dtype=np.uint8))).train_y.dtype == np.int64


def test_missing_folder() -> None:
    assert re.match(
        r'The folder "nowhere" must hold the picture sets\. Got no such folder in .+\. Start',
        message_of(load_pictures, "nowhere"),
    )


def test_file_in_place_of_the_folder(tmp_path) -> None:
    (tmp_path / "data").write_text("")

    assert "Got a file in" in message_of(load_pictures, tmp_path / "data")


def test_missing_file_names_what_is_there(folder) -> None:
    here = folder()
    (here / "test_catvnoncat.h5").unlink()

    message = message_of(load_pictures, here)

    assert "test_catvnoncat.h5 must be there" in message
    assert "Got train_catvnoncat.h5. Copy" in message


def test_empty_folder(tmp_path) -> None:
    assert "Got no .h5 file. Copy" in message_of(load_pictures, tmp_path)


@pytest.mark.parametrize("content", [b"", b"version 1 of a text", None], ids=["empty", "text", "cut off"])
def test_damaged_file(folder, content) -> None:
    path = folder() / "train_catvnoncat.h5"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if content is None else content)

    message = message_of(load_pictures, path.parent)

    assert "train_catvnoncat.h5 must be a whole HDF5 file. Got" in message
    assert "cut off, damaged or of another kind. Copy" in message


def test_no_damage_escapes_as_another_exception(folder) -> None:
    """Bytes are overwritten at random where HDF5 keeps its structure; h5py raises five kinds of exceptions for it."""
    path = folder() / "test_catvnoncat.h5"
    whole, rng, refused = path.read_bytes(), np.random.default_rng(0), 0
    for _ in range(150):
        damaged = bytearray(whole)
        for place in rng.integers(0, 5000, rng.integers(1, 30)):
            damaged[place] = rng.integers(256)
        path.write_bytes(damaged)
        try:
            load_pictures(path.parent)
        except PicturesError:
            refused += 1

    assert refused > 30


def test_file_that_may_not_be_read_says_so(folder, monkeypatch) -> None:
    here = folder()

    def refuse(*arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(pictures.h5py, "File", refuse)

    assert "cannot be read: permission denied. Copy" in message_of(load_pictures, here)


@pytest.mark.parametrize("key", ["train_set_x", "train_set_y", "test_set_x", "test_set_y", "list_classes"])
def test_missing_key_names_the_keys_that_are_there(folder, key) -> None:
    message = message_of(load_pictures, folder(**{key: None}))

    assert f'must have the key "{key}". Got the keys: ' in message
    assert message.endswith("Copy the file from the course's release again.")


def test_group_in_place_of_a_dataset_is_a_missing_key(folder) -> None:
    here = folder(test_set_y=None)
    with h5py.File(here / "test_catvnoncat.h5", "a") as file:
        file.create_group("test_set_y")

    assert 'must have the key "test_set_y"' in message_of(load_pictures, here)


@pytest.mark.parametrize(
    ("change", "must", "got"),
    [
        ({"train_set_x": np.zeros((3, 32, 32, 3), np.uint8)}, "(m, 64, 64, 3) and dtype uint8", "(3, 32, 32, 3)"),
        ({"train_set_x": np.zeros((3, 12288), np.uint8)}, "(m, 64, 64, 3) and dtype uint8", "(3, 12288)"),
        ({"train_set_x": np.zeros((3, 64, 64, 3))}, "(m, 64, 64, 3) and dtype uint8", "float64"),
        ({"test_set_y": np.array([[1, 0]])}, "(m,) and an integer dtype", "(1, 2)"),
        ({"test_set_y": np.array([1.0, 0.0])}, "(m,) and an integer dtype", "float64"),
        ({"list_classes": np.array([b"cat"])}, "(2,) and hold two names", "(1,)"),
        ({"list_classes": np.array([0, 1])}, "(2,) and hold two names", "int64"),
    ],
)
def test_wrong_shape_or_dtype(folder, change, must, got) -> None:
    message = message_of(load_pictures, folder(**change))

    assert message.startswith(f"{next(iter(change))} in ")
    assert f"must have shape {must}. Got " in message
    assert got in message


@pytest.mark.parametrize(
    ("change", "got"),
    [
        ({"train_set_y": np.array([0, 1])}, "Got 3 pictures and 2 labels."),
        (
            {"test_set_x": np.zeros((0, 64, 64, 3), np.uint8), "test_set_y": np.array([], int)},
            "Got 0 pictures and 0 labels.",
        ),
    ],
)
def test_sizes_that_disagree(folder, change, got) -> None:
    message = message_of(load_pictures, folder(**change))

    assert "must have one label for each picture" in message
    assert got in message


@pytest.mark.parametrize("strange", [2, -1])
def test_labels_other_than_0_and_1(folder, strange) -> None:
    message = message_of(load_pictures, folder(train_set_y=np.array([0, 1, strange])))

    assert "train_set_y in " in message
    assert f"must hold only 0 and 1. Got {strange} as well." in message


def test_missing_more_drawings(folder) -> None:
    assert "more_drawings.h5 must be there" in message_of(load_more_drawings, folder())


def save(image, path, **options):
    image.save(path, **options)
    return path


def test_own_picture_is_cut_to_its_middle_square(tmp_path) -> None:
    wide = Image.new("RGB", (300, 100), (255, 0, 0))
    wide.paste((0, 0, 255), (100, 0, 200, 100))

    picture = as_picture(save(wide, tmp_path / "wide.png"))

    assert (picture.shape, picture.dtype) == ((64, 64, 3), np.uint8)
    assert (picture[:, 4:-4] == (0, 0, 255)).all()


def test_own_picture_has_the_size_asked_for(tmp_path) -> None:
    assert as_picture(save(Image.new("RGB", (10, 20)), tmp_path / "small.png"), size=32).shape == (32, 32, 3)


def test_camera_held_sideways_is_turned_back(tmp_path) -> None:
    image = Image.new("RGB", (100, 100), (0, 0, 0))
    image.paste((255, 255, 255), (0, 0, 100, 50))
    exif = Image.Exif()
    exif[0x0112] = 3

    picture = as_picture(save(image, tmp_path / "turned.png", exif=exif))

    assert picture[:28].max() < 5
    assert picture[36:].min() > 250


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_mode_becomes_rgb(tmp_path, mode) -> None:
    bright = Image.new("L", (70, 70), 255)
    image = Image.fromarray(np.full((70, 70), 65535, np.uint16)) if mode == "I;16" else bright.convert(mode)
    name = "bright.tif" if mode in ("CMYK", "I", "F") else "bright.png"

    assert as_picture(save(image, tmp_path / name)).min() >= 250


def test_sixteen_bit_greys_are_scaled_not_clipped(tmp_path) -> None:
    image = Image.fromarray(np.full((70, 70), 32768, np.uint16))

    assert np.unique(as_picture(save(image, tmp_path / "grey.png"))).tolist() == [127]


def test_transparent_parts_become_white(tmp_path) -> None:
    clear = Image.new("RGBA", (70, 70), (255, 0, 0, 0))
    palette = Image.new("P", (70, 70), 0)
    palette.putpalette([255, 0, 0])

    assert as_picture(save(clear, tmp_path / "clear.png")).min() == 255
    assert as_picture(save(palette, tmp_path / "palette.png", transparency=0)).min() == 255


def test_missing_own_picture(tmp_path) -> None:
    assert "must be a picture file. Got no such file. Check the name" in message_of(as_picture, tmp_path / "cat.png")
    assert "Got a folder." in message_of(as_picture, tmp_path)


@pytest.mark.parametrize("content", [b"", b"I am a text"])
def test_file_that_is_no_picture(tmp_path, content) -> None:
    (tmp_path / "cat.png").write_bytes(content)

    message = message_of(as_picture, tmp_path / "cat.png")

    assert f"must be a whole picture that Pillow can open. Got {len(content)} bytes" in message
    assert message.endswith("Save the picture as PNG or JPEG and try again.")


@pytest.mark.parametrize("ending", ["png", "jpg", "gif"])
def test_picture_that_breaks_off(tmp_path, ending) -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (80, 80, 3), dtype=np.uint8))
    path = save(noise, tmp_path / f"cat.{ending}")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    assert "must be a whole picture" in message_of(as_picture, path)


def test_picture_too_large_to_open(tmp_path, monkeypatch) -> None:
    path = save(Image.new("RGB", (100, 100)), tmp_path / "huge.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)

    assert "must have fewer than 2,000 pixels. Got more. Save a smaller copy." in message_of(as_picture, path)
