"""The tests of exercises are files beside the notebook, and are put into its test cells."""

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from imagecourse.author.include import AuthorFileError, include
from imagecourse.author.release import assignments
from imagecourse.author.source import source_path

TEXT = '''"""Test of exercise 1: six."""

with check.exercise("Exercise 1: six"):
    assert six == 6
'''


def notebook_with(*lines):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("\n".join(lines))])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "six.py").write_text(TEXT)
    return tmp_path


def test_the_text_of_the_file_is_in_the_place_of_the_line(folder):
    notebook = notebook_with("# Test of exercise 1", "%run -i tests/six.py", "assert True")
    include(notebook, folder)
    assert notebook.cells[0].source == (
        '# Test of exercise 1\nwith check.exercise("Exercise 1: six"):\n    assert six == 6\n'
        "assert True"
    )


def test_other_lines_for_ipython_stay(folder):
    lines = ["%matplotlib inline", "%run tests/six.py", "# %run -i tests/six.py"]
    notebook = notebook_with(*lines)
    include(notebook, folder)
    assert notebook.cells[0].source == "\n".join(lines)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("%run -i tests/seven.py", r"runs tests/seven\.py, and there is no such file"),
        ("%run -i ../secret.py", r"\.\./secret\.py isn't in the folder of the notebook"),
        ("%run -i tests/wrong.py", r"tests/wrong\.py, line 2: "),
    ],
)
def test_a_file_that_cannot_be_used_ends_in_a_sentence(folder, line, said):
    (folder.parent / "secret.py").write_text("six = 7\n")
    (folder / "tests" / "wrong.py").write_text("six = 6\nif six\n")
    with pytest.raises(AuthorFileError, match=said):
        include(notebook_with(line), folder)


def test_an_instructor_runs_the_same_in_the_source_notebook(folder, monkeypatch, capsys):
    """IPython's own line runs the file with the names of the notebook."""
    (folder / "tests" / "six.py").write_text('"""Test."""\n\nassert six == 6\nseen = "yes"\n')
    monkeypatch.chdir(folder)
    shell = InteractiveShell()
    shell.run_cell("six = 6")
    assert shell.run_cell("%run -i tests/six.py").success
    assert shell.user_ns["seen"] == "yes"
    capsys.readouterr()
    shell.run_cell("six = 7\n%run -i tests/six.py")
    assert "AssertionError" in capsys.readouterr().out


@pytest.mark.parametrize("name", assignments())
def test_each_file_of_tests_is_used_once(name):
    folder = source_path(name).parent
    notebook = nbformat.read(source_path(name), as_version=4)
    lines = [line for cell in notebook.cells for line in cell.source.split("\n")]
    used = sorted(line.split()[-1] for line in lines if line.startswith("%run -i "))
    assert used == sorted(f"tests/{path.name}" for path in (folder / "tests").glob("*.py"))
