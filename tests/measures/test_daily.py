"""The long table: nothing lost, nothing added, and a digest that sees any change."""

from __future__ import annotations

import polars as pl
import pytest

from glasstown.core.counters import G, P
from glasstown.measures import daily_frame, digest, measure
from tests.measures.by_hand import by_hand
from tests.measures.fakes import fake_lives


@pytest.fixture(scope="module")
def lives() -> list:
    return [fake_lives(r, people=2000, days=400) for r in range(2)]


@pytest.fixture(scope="module")
def frame(lives: list) -> pl.DataFrame:
    return daily_frame(lives)


def test_sums_are_those_of_the_counters(lives: list, frame: pl.DataFrame) -> None:
    sums = frame.group_by("replicate", "world", "axis", "group", "counter").agg(pl.col("value").sum())
    table = {tuple(map(str, row[:5])): row[5] for row in sums.iter_rows()}
    for r, each in enumerate(lives):
        for w, world in enumerate(each.worlds):
            assert table.get((str(r), world, "everybody", "everybody", "points_lost"), 0) == (
                each.plain[w, :, P["points_lost"]].sum()
            )
            for g, (axis, group) in enumerate(each.groups):
                assert table.get((str(r), world, axis, group, "sanctioned_change"), 0) == (
                    each.grouped[w, :, g, G["sanctioned_change"]].sum()
                )


def test_days_are_in_order_and_every_series_is_whole(lives: list, frame: pl.DataFrame) -> None:
    assert frame.columns == ["replicate", "world", "day", "axis", "group", "counter", "value"]
    lengths = frame.group_by("replicate", "world", "axis", "group", "counter").agg(
        pl.len(), pl.col("day").diff().drop_nulls().eq(1).all().alias("in_order")
    )
    assert lengths["len"].unique().to_list() == [lives[0].days + 1]
    assert lengths["in_order"].all()
    assert frame["value"].null_count() == 0


def test_counters_have_the_names_of_what_they_count(frame: pl.DataFrame) -> None:
    names = set(frame["counter"].unique().cast(pl.String))
    assert {
        "acts:public-criticism",
        "refused:air-ticket",
        "first_refused:school-place",
        "lost_harm:nobody",
    } <= names
    assert "had" not in names
    without = frame.filter(pl.col("world") == "without")["counter"].unique().cast(pl.String)
    assert "points_lost" not in without


def test_a_measure_can_be_worked_out_again(lives: list, frame: pl.DataFrame) -> None:
    stock = (
        frame.filter(
            (pl.col("world") == "article-2020") & (pl.col("axis") == "everybody")
            & pl.col("counter").cast(pl.String).is_in(["sanctioned_change", "wrongful_change"])
        )
        .with_columns(pl.col("value").cum_sum().over("replicate", "counter"))
        .filter(pl.col("day") >= 1)
        .group_by("replicate", pl.col("counter").cast(pl.String)).agg(pl.col("value").sum())
    )  # fmt: skip
    shares = [
        stock.filter((pl.col("replicate") == r) & (pl.col("counter") == "wrongful_change"))["value"][0]
        / stock.filter((pl.col("replicate") == r) & (pl.col("counter") == "sanctioned_change"))["value"][0]
        for r in range(2)
    ]
    assert measure(lives).value("wrongful_share").replicates == pytest.approx(tuple(shares))


def test_digest_is_the_same_for_the_same_and_sees_any_change(frame: pl.DataFrame, lives: list) -> None:
    known = digest(frame)
    assert digest(daily_frame(lives)) == known
    assert (
        digest(
            frame.with_columns(
                pl.when(pl.int_range(pl.len()) == 17).then(-1).otherwise("value").alias("value")
            )
        )
        != known
    )
    assert digest(frame.rename({"group": "people"})) != known
    assert digest(frame.reverse()) != known
    assert digest(frame.head(len(frame) - 1)) != known


def test_digest_survives_a_round_through_parquet(frame: pl.DataFrame, tmp_path) -> None:  # type: ignore[no-untyped-def]
    frame.write_parquet(tmp_path / "daily.parquet", compression="zstd")
    assert digest(pl.read_parquet(tmp_path / "daily.parquet")) == digest(frame)


def test_texts_that_share_letters_differ_in_digest() -> None:
    assert digest(pl.DataFrame({"a": ["x", "yz"]})) != digest(pl.DataFrame({"a": ["xy", "z"]}))


def test_a_town_in_which_nothing_happens_has_no_rows() -> None:
    assert daily_frame([by_hand()]).is_empty()
