"""What is checked without exploring a scene: one module per rule, its docstring the documentation and the test."""
