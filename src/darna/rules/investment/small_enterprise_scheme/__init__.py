"""The investment scheme for very small, small and medium enterprises."""
