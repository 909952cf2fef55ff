"""What the app serves besides Streamlit’s own files, and those files from memory."""
