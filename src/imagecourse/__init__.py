"""What authors and instructors of this course use."""

# What this course adds to nbisolate, by its name.
EXTENSION = "imagecourse.isolation.Extension"
