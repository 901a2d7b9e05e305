from tests.world import World


def test_smoke(world: World) -> None:
    coop = world.coop()
    patch = coop.patch()
    sam = coop.member(patch=patch)
    edith = coop.person(patch=patch, team=(sam,))
    coop.helper(edith)
