import pytest

from sacral_edu.clinical.tables import archetypes, core_sacral_rows, innominate_rows, references, sacral_rows


def test_only_facts_that_may_be_keyed_are_rows_of_the_course() -> None:
    assert {row.confidence for row in core_sacral_rows().values()} <= {"sourced", "standard"}


@pytest.mark.parametrize("table", [sacral_rows, innominate_rows, archetypes])
def test_every_source_that_a_row_names_is_known(table: object) -> None:
    rows = table()  # type: ignore[operator]
    assert not {ref for row in rows.values() for ref in row.refs} - set(references())


def test_an_archetype_has_ages_and_shares_that_can_be_drawn() -> None:
    for archetype in archetypes().values():
        assert 0 < archetype.age[0] <= archetype.age[1] < 110
        assert sum(archetype.sex.values()) == pytest.approx(1.0)
        assert all(weight >= 0 for weight in (*archetype.sacral.values(), *archetype.pelvic.values()))
        assert set(archetype.sacral) <= set(sacral_rows())
        assert set(archetype.pelvic) <= set(innominate_rows())


def test_every_row_of_the_table_speaks_about_the_same_signs() -> None:
    signs = {frozenset(row.findings) for row in sacral_rows().values()}
    assert len(signs) == 1
    assert len({frozenset(row.findings) for row in innominate_rows().values()}) == 1
