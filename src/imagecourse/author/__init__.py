"""What an author of exercises needs: releases, and the seals of the visible tests."""
