
import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0002_due_on'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActorLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('language', models.CharField(choices=[('de', 'German'), ('en', 'English'), ('hsb', 'Upper Sorbian'), ('pl', 'Polish'), ('cs', 'Czech'), ('uk', 'Ukrainian'), ('ru', 'Russian'), ('ar', 'Arabic'), ('prs', 'Dari'), ('tr', 'Turkish'), ('vi', 'Vietnamese'), ('fr', 'French'), ('es', 'Spanish')], max_length=8, verbose_name='language')),
                ('actor', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='actor_languages', to='actors.actor')),
            ],
            options={
                'verbose_name': 'language of an actor',
                'verbose_name_plural': 'languages of an actor',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('actor', 'language'), name='actors_one_language')],
            },
        ),
    ]
