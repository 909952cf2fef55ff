"""What a page without a server is given: words in its language."""

from geo.atlas import in_language
from geo.maps.compose import compose
from geo.render.explore import data_script
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas


def test_a_script_of_data_brings_the_words_of_its_language() -> None:
    """And none in English, which the scripts have."""
    for language in ("en", "fr"):
        atlas = in_language(real_atlas(), language)
        model = compose(select(atlas, View(countries=("ESP",))), printed=True)
        assert model.filterable is not None

        script = data_script("2001.1.1", model.filterable())

        assert '["2001.1.1"]=' in script
        assert ('"Reset the filters":"Réinitialiser les filtres"' in script) == (language == "fr")
