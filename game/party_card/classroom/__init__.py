"""A lesson with a class: a server on the room's own network, the students' pages and the teacher's."""
