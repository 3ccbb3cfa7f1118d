"""Names in hashtags of several words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.extract.marked import plain, proposed, with_names


def test_a_hashtag_is_read_as_its_words() -> None:
    marked = "قال #[حزب_الله|ORG] إن #[مصطفى_الكاظمي|PERSON] عائد"
    assert with_names(plain(marked)) == marked


def test_a_name_in_a_longer_hashtag_is_marked_alone() -> None:
    assert with_names("#متضامن_مع_الأمم_المتحدة") == "#متضامن_مع_[الأمم_المتحدة|ORG]"


def test_underscores_without_a_hashtag_join_no_name() -> None:
    assert "حزب_الله|" not in with_names("قال حزب_الله ذلك")


def test_a_hashtag_and_the_name_in_plain_words_are_one_thing() -> None:
    assert len({mention.canonical for mention in proposed("قال حزب الله ذلك. #حزب_الله").mentions}) == 1


@given(st.text(alphabet="#_ \nابلحزهمت12", max_size=40))
def test_hashtags_of_any_shape_give_names_within_the_text(body: str) -> None:
    for mention in proposed(body).mentions:
        assert 0 <= mention.start < mention.end <= len(body)
