"""Run strangers' notebooks shut in, and grade them: for any nbgrader course."""
