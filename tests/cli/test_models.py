from tests.cli.conftest import Program


def test_the_models_are_listed(program: Program) -> None:
    assert "tiny-en" in program("models", "list").out


def test_a_model_is_fetched_and_removed(program: Program) -> None:
    assert "tiny-en" in program("models", "get", "tiny-en").out
    assert "on this computer" in program("models", "list").out
    assert program("models", "remove", "tiny-en").code == 0


def test_the_meaning_model_says_what_it_is_for(program: Program) -> None:
    program.fakes["models"] = program.fakes["meaning_models"]

    (line,) = program("models", "list").out.splitlines()

    assert line.split()[:2] == ["all-MiniLM-L6-v2", "meaning"]
    assert "can be downloaded; finds what you said in your own words" in line


def test_quiet_is_quiet(program: Program) -> None:
    assert program("models", "get", "tiny-en", "--quiet").out == ""


def test_a_download_without_a_network_is_a_known_failure(program: Program) -> None:
    program.fakes["models"].reachable = False

    done = program("models", "get", "tiny-en")

    assert done.code == 1
    assert len(done.err.splitlines()) == 1
