# Each command sets the course up first, where that is not done yet: see tools/course.py, which
# also serves where there is no make (python tools/course.py lab).
#
#   make PYTHON=/path/to/python3.12 lab     with a Python of your choice
#   make test ARGS="-k phantoms -x"         with arguments for the program behind the command

PYTHON ?= $(shell command -v python3 || command -v python)
ARGS ?=

# make data SEED=7 FOLDER=unseen
ifdef SEED
ARGS += --seed $(SEED)
endif
ifdef FOLDER
ARGS += --folder "$(FOLDER)"
endif

COMMANDS = lab fresh check repair data large test test-slow test-browser class release bundle report-card docs lessons formgrader fuzz lock
.PHONY: help $(COMMANDS)

help:
	@echo "make lab         JupyterLab on your own copies of the lessons and exercises, in the folder work"
	@echo "make fresh       a fresh copy, the old one kept beside it:  make fresh ARGS=01-greyscale"
	@echo "make check       is it fit to hand in?  make check ARGS=exercises-01-greyscale"
	@echo "make repair      the environment .venv made again, when a package in it is broken"
	@echo "make data        the pictures in data/ from their seeds; make data SEED=7 FOLDER=unseen: others"
	@echo "make large       the section at 17360 x 18701 pixels, in data/large"
ifneq ($(wildcard solutions),)
	@echo
	@echo "For instructors and authors:"
	@echo "make class       a class of 12 made-up students, graded, with feedback and an overview"
	@echo "make release     the students' exercises from their sources"
	@echo "make bundle      all that students need, in one zip archive"
	@echo "make formgrader  JupyterLab with the instructor's panels"
	@echo "make test        the tests, all but the slow ones: 10 to 25 minutes on two processors"
	@echo "make test-slow   the slow ones: the large picture, unseen pictures, whole classes"
	@echo "make test-browser a student's hour in JupyterLab, driven in an installed Chromium"
	@echo "make report-card the tests of the exercises, tried: the bank of answers, and mutants"
	@echo "make docs        the pages that are made from the course itself: misconceptions, phantoms, faults"
	@echo "make fuzz        forged values against the grader, for a minute; ARGS='--seconds 600': longer"
	@echo "make lessons     the lessons run again, their outputs stored"
	@echo "make lock        pins for new packages; make lock ARGS=--upgrade: the newest of all"
endif

$(COMMANDS):
	@if [ -z "$(PYTHON)" ]; then echo "imagelessons: there is no Python on this machine; install Python 3.11 to 3.14 and run the command again." >&2; exit 1; fi
	@"$(PYTHON)" tools/course.py $@ $(ARGS)
