import pytest

from bot.premise import NumberRole, role_of
from bot.store import Store


@pytest.mark.parametrize(
    ("claim", "number", "role"),
    [
        ("ru-mod-killed-2022-03-25", 1_351, NumberRole.EXACT),
        ("ru-mod-killed-2022-03-25", 1_400, NumberRole.WORDING),
        ("ru-mod-killed-2022-03-25", 1_350, NumberRole.NEAR),
        ("ru-mod-killed-2022-03-25", 1_360, NumberRole.NEAR),
        ("ru-mod-killed-2022-03-25", 1_300, None),
        ("ru-mod-killed-2022-03-25", 1_500, None),
        ("ru-mod-killed-2022-03-25", 0, None),
        ("nato-killed-2022-03-23", 7_000, NumberRole.LOW),
        ("nato-killed-2022-03-23", 15_000, NumberRole.HIGH),
        ("nato-killed-2022-03-23", 11_000, None),
        ("nato-kwcm-2022-03-23", 40_000, NumberRole.BOUND),
        ("ap-russian-troops-deployed", 150_000, NumberRole.BOUND),
        ("ap-soviet-killed-afghanistan", 15_000, NumberRole.ABOUT),
        ("ru-mod-wounded-2022-03-25", 3_800, NumberRole.NEAR),
        ("ru-mod-wounded-2022-03-25", 4_000, NumberRole.NEAR),
        ("ru-mod-wounded-2022-03-25", 3_000, None),
    ],
)
def test_a_number_plays_a_role_in_a_claim(
    claim: str, number: int, role: NumberRole | None, founding: Store
) -> None:
    assert role is role_of(number, founding.by_id[claim])


def test_the_same_number_may_play_two_roles(founding: Store) -> None:
    played = {claim.id: role_of(15_000, claim) for claim in founding.claims}
    assert {claim: role for claim, role in played.items() if role} == {
        "nato-killed-2022-03-23": NumberRole.HIGH,
        "ap-soviet-killed-afghanistan": NumberRole.ABOUT,
    }
