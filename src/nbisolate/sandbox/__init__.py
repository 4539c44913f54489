"""What a process shuts itself in with: namespaces, Landlock, seccomp, limits."""
