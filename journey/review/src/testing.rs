//! What those who review do here, in a story.
